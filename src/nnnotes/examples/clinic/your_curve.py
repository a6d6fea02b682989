"""Every line below the names is read: put your run in place of this one.

Losses and accuracies over 40 epochs. The training loss falls from 1.3 to 0.1; the
validation loss is lowest at the first measurement, 0.9, and rises to 1.4. The training
accuracy goes to 1, the validation accuracy falls from 0.8 to 0.7.
"""

import math

from nnnotes.curves import curve_report
from nnnotes.pasted import read_curves

text = """
epoch,loss,val_loss,accuracy,val_accuracy
4,1.34,0.86,0.6,0.84
8,1.09,0.905,0.674,0.78
12,0.882,0.927,0.736,0.733
16,0.747,1.03,0.756,0.673
20,0.576,1.07,0.838,0.68
24,0.434,1.07,0.884,0.68
28,0.337,1.21,0.914,0.647
32,0.245,1.31,0.968,0.627
36,0.196,1.38,0.97,0.633
40,0.13,1.39,0.982,0.653
"""
classes = 10  # of your task, all about as frequent

history = read_curves(text)
report = curve_report(history, chance=math.log(classes))
print(report)
report.draw()
assert len(report.rows) == text.strip().count("\n")
