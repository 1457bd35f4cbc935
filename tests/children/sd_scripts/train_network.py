# ruff: noqa: ANN001, ANN201, ANN202, ARG002, B007, C901, F841, PTH103, PTH118, PTH123, T201
# mypy: ignore-errors
"""sd-scripts in small: the same names in the same places, the same console, and no model. Standard library only.

`LAB_WITHOUT` takes places away that the hooks hold on to, as another version might; `LAB_END` says how it ends.
"""

import argparse
import json
import math
import os
import sys
import time

from accelerate.accelerator import Accelerator
from library import config_util, train_util


class Network:
    def save_weights(self, file, dtype, metadata):
        with open(file, "w") as stream:
            stream.write("weights")


class Scheduler:
    def get_last_lr(self):
        return [0.5, 0.25]


def log(text, level="INFO    "):
    print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {level} {text:<150}train_network.py:1", file=sys.stderr)


class NetworkTrainer:
    def sample_images(self, accelerator, args, epoch, global_step):
        if hasattr(train_util, "sample_images"):
            train_util.sample_images(accelerator, args, epoch, global_step)

    def bar(self, done, total, average=None):
        postfix = "" if average is None else f", avr_loss={average:.3g}"
        percent = done * 100 // total
        sys.stderr.write(f"\rsteps: {percent:3d}%|##        | {done}/{total} [00:01<00:01, 100.00it/s{postfix}]")

    def train(self, args):
        train_dataset_group, _ = config_util.generate_dataset_group_by_blueprint((args.images, 2))
        if os.environ.get("LAB_END") == "no data":
            log("No data found. Please verify arguments (train_data_dir must be the parent of folders)", "ERROR   ")
            return
        accelerator = Accelerator()
        network, lr_scheduler, lr_descriptions = Network(), Scheduler(), ["textencoder", "unet"]
        train_dataloader = list(range(train_dataset_group.num_train_images))
        num_update_steps_per_epoch = math.ceil(len(train_dataloader) / args.gradient_accumulation_steps)
        args.max_train_steps = args.max_train_epochs * num_update_steps_per_epoch
        num_train_epochs = args.max_train_epochs
        print("running training / 学習開始")
        print(f"  num train images * repeats / 学習画像の数×繰り返し回数: {len(train_dataloader)}")
        print(f"  num batches per epoch / 1epochのバッチ数: {len(train_dataloader)}")
        print(f"  num epochs / epoch数: {num_train_epochs}")
        print(f"  gradient accumulation steps / 勾配を合計するステップ数 = {args.gradient_accumulation_steps}")
        print(f"  total optimization steps / 学習ステップ数: {args.max_train_steps}")
        initial_step = 0
        if args.resume:
            with open(os.path.join(args.resume, "train_state.json")) as stream:
                initial_step = json.load(stream)["current_step"]
        if args.initial_step is not None:
            initial_step = args.initial_step
        epoch_to_start = initial_step // num_update_steps_per_epoch
        if args.skip_until_initial_step:
            log(f"skipping {initial_step} steps / {initial_step}ステップをスキップします")
        else:
            initial_step = 0
        global_step = 0
        loss_recorder = train_util.LossRecorder()
        val_step_loss_recorder = train_util.LossRecorder()
        self.sample_images(accelerator, args, 0, global_step)
        if initial_step > 0:
            initial_step -= epoch_to_start * len(train_dataloader)
            global_step = initial_step
        tracker = None
        if args.logging_dir:
            from tensorboard.summary.writer.event_file_writer import EventFileWriter

            tracker = EventFileWriter(os.path.join(args.logging_dir, time.strftime("%Y%m%d%H%M%S"), "network_train"))

        def save_model(ckpt_name, unwrapped_nw):
            os.makedirs(args.output_dir, exist_ok=True)
            ckpt_file = os.path.join(args.output_dir, ckpt_name)
            print(f"\nsaving checkpoint: {ckpt_file}")
            unwrapped_nw.save_weights(ckpt_file, None, {})

        def save_state(name):
            state = os.path.join(args.output_dir, name)
            accelerator.save_state(state)
            log(f"save train state to {state}/train_state.json at epoch {epoch + 1} step {global_step}")
            with open(os.path.join(state, "train_state.json"), "w") as stream:
                json.dump({"current_epoch": epoch + 1, "current_step": global_step}, stream)

        total = args.max_train_steps - initial_step
        bar, average = 0, None
        self.bar(0, total)
        for epoch in range(epoch_to_start, num_train_epochs):
            print(f"\nepoch {epoch + 1}/{num_train_epochs}\n")
            for step, batch in enumerate(train_dataloader):
                if initial_step > 0:
                    initial_step -= 1
                    continue
                time.sleep(args.seconds)
                accelerator.sync_gradients = (step + 1) % args.gradient_accumulation_steps == 0
                if accelerator.sync_gradients:
                    bar += 1
                    self.bar(bar, total, average)
                    global_step += 1
                    self.sample_images(accelerator, args, None, global_step)
                    if args.save_every_n_steps is not None and global_step % args.save_every_n_steps == 0:
                        save_model(f"{args.output_name}-step{global_step:08d}.safetensors", network)
                        if args.save_state:
                            save_state(f"{args.output_name}-step{global_step:08d}-state")
                current_loss = self.loss(epoch, step)
                loss_recorder.add(epoch=epoch, step=step, loss=current_loss)
                average = loss_recorder.moving_average
                self.bar(bar, total, average)
                if tracker is not None:
                    self.log_step(tracker, current_loss, average, lr_scheduler, global_step)
                val_step_loss_recorder.add(epoch=epoch, step=step, loss=99.0)
            if args.save_every_n_epochs and epoch + 1 < num_train_epochs:
                save_model(f"{args.output_name}-{epoch + 1:06d}.safetensors", network)
                if args.save_state:
                    save_state(f"{args.output_name}-{epoch + 1:06d}-state")
            self.sample_images(accelerator, args, epoch + 1, global_step)
            self.end_of_epoch(epoch)
        accelerator.end_training()
        if tracker is not None:
            tracker.close()
        save_model(f"{args.output_name}.safetensors", network)
        log("model saved.")

    def loss(self, epoch, step):
        return math.nan if os.environ.get("LAB_END") == "nan" else 1.0 + epoch + step / 16

    def log_step(self, tracker, loss, average, lr_scheduler, global_step):
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.compat.proto.summary_pb2 import Summary

        first, second = lr_scheduler.get_last_lr()
        values = {"loss/current": loss, "loss/average": average, "lr/textencoder": first, "lr/unet": second}
        for tag, value in {**values, "lr/group1": second}.items():
            summary = Summary(value=[Summary.Value(tag=tag, simple_value=value)])
            tracker.add_event(Event(wall_time=time.time(), step=global_step, summary=summary))
        tracker.flush()

    def end_of_epoch(self, epoch):
        end = os.environ.get("LAB_END", "")
        if epoch or not end:
            return
        if end == "memory":
            raise type("OutOfMemoryError", (RuntimeError,), {})("CUDA out of memory. Tried to allocate 2.00 GiB.")
        if end == "exception":
            raise OSError("image file is truncated")
        if end.isdigit():
            os._exit(int(end))


def setup_parser():
    parser = argparse.ArgumentParser()
    for name, kind in (("output_dir", str), ("output_name", str), ("logging_dir", str), ("resume", str),
                       ("sample_prompts", str), ("sample_every_n_steps", int), ("sample_every_n_epochs", int),
                       ("save_every_n_steps", int), ("save_every_n_epochs", int), ("save_last_n_steps", int),
                       ("save_last_n_steps_state", int), ("max_train_epochs", int), ("initial_step", int)):  # fmt: skip
        parser.add_argument(f"--{name}", type=kind)
    parser.add_argument("--gradient_accumulation_steps", type=int, default=1)
    parser.add_argument("--save_state", action="store_true")
    parser.add_argument("--skip_until_initial_step", action="store_true")
    return parser


if __name__ == "__main__":
    arguments, _ = setup_parser().parse_known_args()
    arguments.images, arguments.seconds = 4, float(os.environ.get("LAB_SECONDS", "0"))
    NetworkTrainer().train(arguments)
