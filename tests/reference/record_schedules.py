"""Records 40 rates of each of PyTorch's schedulers."""

from recording import tensor, write
from torch.optim import SGD
from torch.optim import lr_scheduler as s


def rates(make):
    optimizer = SGD([tensor([0.0])], lr=0.2)
    scheduler = make(optimizer)
    seen = [optimizer.param_groups[0]["lr"]]
    for _ in range(39):
        optimizer.step()
        scheduler.step()
        seen.append(optimizer.param_groups[0]["lr"])
    return seen


def warmup_cosine(optimizer):
    rise = s.LinearLR(optimizer, start_factor=1 / 8, total_iters=7)
    fall = s.CosineAnnealingLR(optimizer, T_max=32, eta_min=0.002)
    return s.SequentialLR(optimizer, [rise, fall], milestones=[8])


cycle = {"max_lr": 0.2, "total_steps": 40, "cycle_momentum": False}
other = {"pct_start": 0.26, "div_factor": 10.0, "final_div_factor": 100.0}
write(
    "schedules",
    {
        "step_decay": rates(lambda o: s.StepLR(o, step_size=7, gamma=0.3)),
        "exponential": rates(lambda o: s.ExponentialLR(o, gamma=0.9)),
        "cosine": rates(lambda o: s.CosineAnnealingLR(o, T_max=40, eta_min=0.01)),
        "warmup_cosine": rates(warmup_cosine),
        "one_cycle": rates(lambda o: s.OneCycleLR(o, **cycle)),
        "one_cycle, other numbers": rates(lambda o: s.OneCycleLR(o, **cycle, **other)),
    },
)
