"""Every layer that was pasted has a row: put yours in place of these.

Three panels over seven layers. The spread over rows falls by a factor of a thousand
from the first hidden layer to the last. Next to nothing is saturated. The gradient
grows from the input to the output by more than three powers of ten.
"""

from nnnotes.pasted import read_layers

text = """
layer,spread,saturated,gradient
0,0.158,4.17e-05,0.000248
1,0.0364,0,0.000605
2,0.00845,0,0.00233
3,0.00184,0,0.00926
4,0.000469,0,0.0392
5,0.000108,0,0.149
6,,,0.606
"""

report = read_layers(text)
print(report)
report.draw()
assert len(report.rows) == text.strip().count("\n")
