# ---
# description: One notebook through the theory, from the first affine layer to a diagnosis. All of it runs, on this page and in Jupyter.
# ---

# %% [markdown]
# # Theory
#
# This notebook goes through a network once: forward, back, down the slope, and to the doctor.
# It consists of worked examples of the notes, each with a link to the page that derives it.
# Every cell is a whole script with its own imports and its own data.
# So each can be run alone, here with **Run**, and no cell needs another one.
# The download is the same notebook for Jupyter, with the results that you see.

# %% [markdown]
# ## Forward passes
#
# An [affine layer](../forward/affine_layer.md) multiplies a batch by weights and adds a bias:
#
# $$
# Z = XW^\top + \mathbf 1 b^\top
# $$
#
# In the plane that is a picture.
# Change an entry of `w` and see what becomes of the square.

# %%
# --8<-- "forward/affine_layer.py"

# %% [markdown]
# Layers are [stacked](../forward/mlp_layer_stack.md): what one gives, the next one takes.
# The shapes tell whether they fit.

# %%
# --8<-- "forward/mlp_layer_stack.py"

# %% [markdown]
# Between two affine maps stands an activation.
# Without it the stack would be one affine map, and no affine map can part a ring from the ring around it.
# The [forward pass](../forward/index.md) of this network can.

# %%
# --8<-- "forward/stations.py"

# %% [markdown]
# Its output is on the right side of 0 for {{ forward/stations.right:.0%}} of the points.
#
# ## Gradients
#
# The [chain rule](../backprop/chain_rule.md) multiplies slopes along a path and adds them over paths.
# Here it is done by hand, for one unit.

# %%
# --8<-- "backprop/chain_rule.py"

# %% [markdown]
# For a whole [layer](../backprop/layer_gradient.md) the same rule is three products of matrices.
# With $G$ for the gradient of $Z$,
#
# $$
# \frac{\partial L}{\partial W} = G^\top X, \qquad
# \frac{\partial L}{\partial b} = G^\top \mathbf 1, \qquad
# \frac{\partial L}{\partial X} = G W
# $$

# %%
# --8<-- "backprop/layer_gradient.py"

# %% [markdown]
# A formula for a gradient is checked against a [difference quotient](../backprop/gradient_check.md).
# The step must be neither too long nor too short.

# %%
# --8<-- "backprop/gradient_check.py"

# %% [markdown]
# ## Activations
#
# An [activation](../activations/index.md) has two sides.
# Its curve decides what goes forward, its slope what comes back.

# %%
# --8<-- "activations/gallery.py"

# %% [markdown]
# A [ReLU](../activations/relu.md) network is made of straight pieces.
# Move all kinks to one side, and nothing is left to learn with.

# %%
# --8<-- "activations/relu.py"

# %% [markdown]
# ## Initialization
#
# A layer scales the signal by a factor, and the layers [multiply their factors](../initialization/variance_propagation.md).
# Only a factor of 1 survives twenty of them.

# %%
# --8<-- "initialization/variance_propagation.py"

# %% [markdown]
# [He's variance](../initialization/he_initialization.md), $2/d$ for $d$ inputs, has that factor behind ReLU.
# See what a network learns that starts with half of it.

# %%
# --8<-- "initialization/he_initialization.py"

# %% [markdown]
# ## Gradient descent
#
# Training follows the gradient of a [mini-batch](../optimization/sgd.md).
# It is the right one plus an error, and the size of the error is known before a batch is drawn.

# %%
# --8<-- "optimization/sgd.py"

# %% [markdown]
# In a ravine the gradient points across and hardly along.
# [Momentum](../optimization/momentum.md) averages the walls away.

# %%
# --8<-- "optimization/momentum.py"

# %% [markdown]
# ## Adam
#
# [Adam](../optimization/adam.md) divides the mean gradient by its root mean square, entry by entry.
# Both averages start at 0 and are corrected for it:
#
# $$
# \hat m = \frac{m}{1 - \beta_1^t}, \qquad
# \hat v = \frac{v}{1 - \beta_2^t}, \qquad
# \theta \leftarrow \theta - \eta\,\frac{\hat m}{\sqrt{\hat v} + \epsilon}
# $$

# %%
# --8<-- "optimization/adam_check.py"

# %% [markdown]
# Take the corrections away, and the first steps have the wrong length.

# %%
# --8<-- "optimization/adam.py"

# %% [markdown]
# ## Normalization
#
# [Batch norm](../regularization/batch_normalization.md) gives each feature mean 0 and variance 1 over the batch.
# Why that helps is disputed; that it allows larger rates is not.

# %%
# --8<-- "regularization/batch_normalization.py"

# %% [markdown]
# [Layer norm](../regularization/layer_normalization.md) does the same to each example, over its features.
# No row depends on another one.

# %%
# --8<-- "regularization/layer_normalization.py"

# %% [markdown]
# ## Dropout
#
# [Dropout](../regularization/dropout.md) trains a part of the network at a time, another one for each example.
# Ten units have few enough parts to ask them all.

# %%
# --8<-- "regularization/dropout.py"

# %% [markdown]
# ## Diagnostics
#
# A network that does not learn says where it is ill.
# First look at what its [units](../diagnostics/activation_statistics.md) say to all images.

# %%
# --8<-- "diagnostics/activation_statistics.py"

# %% [markdown]
# Then look at what [comes back](../diagnostics/gradient_norms.md), and how far a step moves each layer.

# %%
# --8<-- "diagnostics/gradient_norms.py"

# %% [markdown]
# Last, compare the loss on the training data with that on data it has never seen.
# The two [curves](../diagnostics/train_validation_curves.md) tell one fault from another.

# %%
# --8<-- "diagnostics/train_validation_curves.py"

# %% [markdown]
# More faults, and their cures, are in the [clinic](../practice/clinic.md).
