"""Neural networks in small NumPy functions: what the notes stand on.

The package is read in the order of the notes, part by part. A part's own module, named
first, says where its story goes on. Everything takes and returns plain arrays; nothing
is changed in place; randomness is a generator called ``rng``.

Part 1, from linear models to networks

- ``linear``: a linear head on features, and what bends add.
- ``features``: columns made by hand, polynomials and hinges.

Part 2, the forward pass

- ``forward``: affine maps, stacks of layers, and the shapes along them.

Part 3, losses

- ``losses``: squares, absolute values, Huber, and all losses by name.
- ``cross_entropy``: the losses of classifiers, from logits.
- ``objective``: the risk of a whole data set, and penalties on weights.

Part 4, backpropagation

- ``backprop``: gradients layer by layer, and the check against differences.
- ``autodiff``: the same on a graph of numbers.
- ``checkpointing``: less memory for more computation.

Part 5, activations

- ``activations``: sigmoid, tanh, ReLU, and all elementwise ones by name.
- ``smooth``: softplus, ELU, GELU and SiLU, ReLU's smooth relatives.
- ``softmax``: scores to probabilities, and their logarithms.
- ``swiglu``: one half of a layer gates the other.

Part 6, initialization

- ``initialization``: gains, orthogonal weights, and all initializers by name.
- ``random_weights``: LeCun, Xavier and He, normal and uniform.
- ``propagation``: what the size of weights does to signals and gradients in depth.

Part 7, optimization

- ``optimization``: mini-batches, a path of descent, and all optimizers by name.
- ``parameters``: one flat list of arrays, and which of them are weights.
- ``optimizer_state``: what is remembered between two steps.
- ``descent``: one rate for all entries, with momentum and without.
- ``adaptive``: AdaGrad and RMSProp, a rate for each entry.
- ``adam``: Adam and AdamW.
- ``clipping``: gradients cut down before the step.
- ``schedules``: rates that change with the step.
- ``convergence``: what to expect of descent.

Part 8, regularization

- ``regularization``: dropout, weight decay, exact zeros by L1.
- ``early_stopping``: the model of the lowest validation loss.
- ``normalization``: layer norm and RMS norm.
- ``batch_norm``: each unit over the batch, in training and afterwards.
- ``standardize``: what the norms share.

Part 9, generalization

- ``generalization``: all of the part by name.
- ``approximation``: curves by hinges, folds by depth.
- ``capacity``: more parameters than examples.
- ``inductive_bias``: what a network prefers before the first example.
- ``convolution``: the same weights at every place of an image.
- ``conv_network``: a small network made of that.

Part 10, diagnostics

- ``diagnostics``: what to look at, layer by layer.
- ``report``: a few columns that print as a table and draw as a figure.
- ``shapes``: axes by name, and whether rows mix.
- ``curves``: training against validation, and the verdict.
- ``ablation``: one change at a time, with the same seeds.

The clinic

- ``clinic``: examines a network while it trains, from outside.
- ``probes``: its single measurements.
- ``findings``: what was found, beside what is usual.
- ``diagnosis``: the rules that name a fault.
- ``pasted``: curves and layers that readers paste, as records and reports.

A whole network

- ``data``: small data sets, and the handwritten digits.
- ``splits``: training, validation and test rows that never meet.
- ``blocks``: one layer with what can stand around it.
- ``passes``: forward and backward through a stack of blocks.
- ``network``: layers and a loss.
- ``mlp``: a network from sizes and names.
- ``training``: ``fit``, one loop for every network, with a record of it.
- ``history``: what was measured on the way.

What all of them use

- ``checks``: what is refused of arrays.
- ``ranges``: what is refused of numbers.
- ``tables``: how networks, states, histories and reports print.

What the pages use

- ``draw``: colors of the figures.
- ``cell``: runs the code of a page.
- ``compare``: whether a rerun gave what the page shows.
- ``hints``: plain sentences for common mistakes.
- ``browser``: between the page and its Python.
- ``examples``: the worked examples, by part and topic.
- ``exercises``: what the reader writes, and the check that answers.
"""
