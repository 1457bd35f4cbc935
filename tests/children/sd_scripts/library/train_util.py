# ruff: noqa: ANN001, ANN002, ANN201, ANN204, PTH103, PTH118, PTH123
# mypy: ignore-errors
import os
import sys
import time


class LossRecorder:
    """As in sd-scripts: the mean over the last epoch's worth of steps."""

    def __init__(self):
        self.loss_list = []
        self.loss_total = 0.0

    def add(self, *, epoch, step, loss):
        if epoch == 0:
            self.loss_list.append(loss)
        else:
            while len(self.loss_list) <= step:
                self.loss_list.append(0.0)
            self.loss_total -= self.loss_list[step]
            self.loss_list[step] = loss
        self.loss_total += loss

    @property
    def moving_average(self):
        return self.loss_total / len(self.loss_list) if self.loss_list else 0


def sample_images(accelerator, args, epoch, steps, *more):
    every = args.sample_every_n_steps
    if epoch is not None or not every or steps % every or not args.sample_prompts:
        return
    with open(args.sample_prompts, encoding="utf-8") as stream:
        for index, prompt in enumerate(stream.read().splitlines()):
            sample_image_inference(accelerator, args, {"prompt": prompt, "enum": index, "seed": 7}, steps)


def sample_image_inference(accelerator, args, prompt_dict, steps):
    folder = os.path.join(args.output_dir, "sample")
    os.makedirs(folder, exist_ok=True)
    name = f"{args.output_name}_{steps:06d}_{prompt_dict['enum']:02d}_{time.strftime('%Y%m%d%H%M%S')}_7.png"
    with open(os.path.join(folder, name), "wb") as stream:
        stream.write(b"picture")


class OtherRecorder:
    """A version without `add` in the class, where hooks look for it."""

    def __init__(self):
        self.own = Recorder()

    def __getattr__(self, name):
        return getattr(self.own, name)


class ChangedRecorder(LossRecorder):
    """A version in which the moving average is called otherwise, for whoever asks from the hooks."""

    @property
    def moving_average(self):
        if sys._getframe(1).f_code.co_name == "after_step":
            raise AttributeError("moving_average")
        return super().moving_average


Recorder = LossRecorder
WITHOUT = os.environ.get("LAB_WITHOUT", "").split(",")
if "LossRecorder.add" in WITHOUT:
    LossRecorder = OtherRecorder
if "moving_average" in WITHOUT:
    LossRecorder = ChangedRecorder
if "sample_images" in WITHOUT:
    del sample_images
