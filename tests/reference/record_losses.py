"""Records PyTorch's losses with their gradients, sums divided by the batch alone."""

import numpy as np
from recording import tensor, write
from torch.nn import functional as F

rng = np.random.default_rng(3)


def regression(loss, **options):
    y_hat, y = 2 * rng.normal(size=(2, 6, 3))
    y_hat[0] = y[0]  # an exact hit: the kink of the absolute error
    leaf = tensor(y_hat)
    value = loss(leaf, tensor(y, False), reduction="sum", **options) / len(y)
    value.backward()
    return {"y_hat": y_hat, "y": y, "value": value, "grad": leaf.grad}


def binary(y):
    z = np.concatenate([3 * rng.normal(size=len(y) - 4), [-300, 300, -40, 40]])
    leaf = tensor(z)
    options = {"reduction": "sum"}
    value = F.binary_cross_entropy_with_logits(leaf, tensor(y, False), **options)
    value = value / len(y)
    value.backward()
    return {"z": z, "y": y, "value": value, "grad": leaf.grad}


def classes(smoothing):
    z = np.concatenate([3 * rng.normal(size=(5, 4)), [[300, -300, 299, 0]]])
    labels = np.array([0, 3, 1, 2, 2, 1])
    leaf = tensor(z)
    value = F.cross_entropy(leaf, tensor(labels, False), label_smoothing=smoothing)
    value.backward()
    return {"z": z, "labels": labels, "value": value, "grad": leaf.grad}


write(
    "losses",
    {
        "mse": regression(F.mse_loss),
        "mae": regression(F.l1_loss),
        "huber": regression(F.huber_loss),
        "huber, delta 0.3": regression(F.huber_loss, delta=0.3),
        "binary": binary(np.array([1.0, 0, 1, 0, 1, 0, 1, 0, 1, 0])),
        "binary, soft": binary(rng.uniform(size=10)),
        "classes": classes(0.0),
        "classes, smoothing 0.1": classes(0.1),
        "classes, smoothing 1": classes(1.0),
    },
)
