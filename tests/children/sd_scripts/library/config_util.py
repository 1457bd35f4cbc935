# ruff: noqa: ANN001, ANN201, ANN204
# mypy: ignore-errors
class Group:
    def __init__(self, images, repeats):
        self.datasets = [type("Dataset", (), {"image_data": dict.fromkeys(range(images))})()]
        self.num_train_images = images * repeats


def generate_dataset_group_by_blueprint(blueprint):
    return Group(*blueprint), None
