"""Tasks in running text, of an act that has no task table.

    1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát …, hoàn thành trước ngày 15/11/2026.
       id 1      lead  Sở Y tế      coordinating  Sở Tài chính      deadline  up to 2026-11-15

`acts` says which acts assign tasks, `labelled` reads lines like "Cơ quan chủ trì: …", `deadlines` finds the deadline
in a sentence, and `tasks` puts them together.
"""

from loaders.running.acts import assigns_tasks
from loaders.running.tasks import RunningTasks, read_running_tasks

__all__ = ["RunningTasks", "assigns_tasks", "read_running_tasks"]
