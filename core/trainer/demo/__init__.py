"""The demo's base model, made on this machine, and the training that follows (`python -m core.trainer.demo`)."""
