"""Generalization: what a network can be, what it becomes, and why that carries over.

``approximation`` writes curves and folds down, ``capacity`` puts more parameters than
examples to the test, ``inductive_bias`` and ``conv_network`` compare what networks
prefer. All can be had from here.
"""

from __future__ import annotations

from nnnotes.approximation import (
    count_pieces,
    fold_network,
    hinge_bound,
    hinge_network,
    random_layer_error,
)
from nnnotes.capacity import minimum_norm, random_feature_sweep, width_sweep
from nnnotes.conv_network import ConvNetwork, conv_network
from nnnotes.inductive_bias import (
    learned_share,
    permute_inputs,
    row_space_share,
    shift_images,
)

__all__ = [
    "ConvNetwork",
    "conv_network",
    "count_pieces",
    "fold_network",
    "hinge_bound",
    "hinge_network",
    "learned_share",
    "minimum_norm",
    "permute_inputs",
    "random_feature_sweep",
    "random_layer_error",
    "row_space_share",
    "shift_images",
    "width_sweep",
]
