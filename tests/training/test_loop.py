"""The loop: what it promises to measure, that it measures it right, and that a bad run ends with a reason."""

import copy
import dataclasses
import math
from collections import Counter
from itertools import islice, takewhile

import pytest
import torch
from torch.nn.functional import cross_entropy

from explainer import measures, record
from explainer.experiment import Experiment
from explainer.models import pebble
from explainer.tables.rarity import TIMES
from explainer.tables.tasks import SHIPPED
from explainer.training import data as pools
from explainer.training import jobs
from explainer.training.gauge import PART, Gauge
from explainer.training.loop import CHECKPOINTS, GRADIENT_EVERY, Diverged, checkpoint_path, checkpoints, train, warmth
from explainer.training.mixing import batches
from explainer.training.start import Start
from explainer.world import OLD, task

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.usefixtures("one_thread")]
SHORT = Experiment(task="jan", replay=10, steps=22, batch=4)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One short run: its events, the trained model, the folder of its weights."""
    folder, model = tmp_path_factory.mktemp("weights"), pebble.load("chat")
    return list(train(model, SHORT, folder)), model, folder


def steps_of(events, kind):
    return [event["step"] for event in record.of_type(events, kind)]


def test_losses_are_measured_at_every_one_of_the_first_20_steps_and_every_fifth(run):
    events, *_ = run
    assert set(range(21)) <= set(steps_of(events, "loss")) and steps_of(events, "loss")[-1] == 22
    for steps in (1, 2, 30, 150, 2000):
        marks = checkpoints(steps)
        assert {0, steps} <= marks and (steps < 50 or len(marks) == len(CHECKPOINTS))
    assert len(CHECKPOINTS) >= 9, "at 0 and at least 8 later"


def test_answers_are_asked_and_weights_kept_at_the_checkpoints(run):
    events, _, folder = run
    assert steps_of(events, "answers") == steps_of(events, "checkpoint") == sorted(checkpoints(22))
    for event in record.of_type(events, "answers"):
        old = [item for item in event["items"] if item["task"] == "old"]
        assert len(old) >= 6 and {item["right"] for item in event["items"]} <= {True, False}
        assert not any(item["right"] and item["broken"] for item in event["items"])
    for event in record.of_type(events, "checkpoint"):
        assert (folder / event["file"]).exists()
    assert steps_of(events, "gradient") == [step for step in range(23) if step % GRADIENT_EVERY == 0]


def test_all_questions_are_asked_at_both_ends_and_a_fixed_hundred_at_every_checkpoint(run):
    skills = record.of_type(run[0], "skills")
    assert [event["step"] for event in skills if event["whole"]] == [0, 22]
    assert [event["step"] for event in skills if not event["whole"]] == sorted(checkpoints(22))
    asked = {(e["whole"], name, sum(row["total"] for row in e[name])) for e in skills for name in ("old", "new")}
    probes = {"old": len(OLD.probes), "new": len(task("jan").probes)}
    assert {(whole, name) for whole, name, _ in asked} == {(w, name) for w in (True, False) for name in probes}
    assert len(asked) == 4, "the same questions throughout"
    assert all(total == probes[name] for whole, name, total in asked if whole)
    first = next(event for event in skills if not event["whole"])
    rows = [row for row in first["old"] if row["times"] is not None]
    assert rows == first["old"] and all(row["right"] == row["total"] for row in rows), "what Pebble knew before"
    assert sum(row["total"] for row in rows) <= 100


def test_a_loss_is_of_all_that_is_held_out_at_both_ends_and_says_so_where_it_is_of_a_part(run):
    events, model, _ = run
    losses, data = record.of_type(events, "loss"), pools.load(SHORT)
    assert [e["step"] for e in losses if not e.get("part")] == [0, 22]
    assert record.of_type(events, "data")[0]["held_out"] == 128 == len(data.old_held_out) == len(data.new_held_out)
    for event, weights in ((losses[0], pebble.load("chat")), (losses[-1], model)):
        for name, held in (("old", data.old_held_out), ("new", data.new_held_out)):
            assert event[name] == pytest.approx(measures.held_out_loss(weights, held), abs=1e-4)


def test_a_part_is_told_with_what_all_were_ahead_of_it_where_both_were_last_measured():
    """Worked out from the losses of single sequences, on weights that were moved."""
    data, model = pools.load(SHORT), pebble.load("chat")
    start = Start(pebble, model)
    gauge = Gauge(start, data)
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(0.98)
    after = gauge.part(model)
    cosine = gauge.part_and_cosine(model)
    assert cosine[0] == pytest.approx(after, abs=1e-4)
    for k, held in enumerate((data.old_held_out, data.new_held_out)):
        rows = gauge.rows[k]
        assert len(rows) == len(set(rows.tolist())) == PART[k]
        before, now = (measures.losses_each(weights, held) for weights in (pebble.load("chat"), model))
        assert after[k] == pytest.approx((now[rows].mean() + before.mean() - before[rows].mean()).item(), abs=1e-4)
        assert gauge.start()[k] == pytest.approx(before.mean().item(), abs=1e-4)
    assert gauge.part(model) != pytest.approx(gauge.whole(model), abs=1e-4)
    assert gauge.part(model) == pytest.approx(gauge.whole(model), abs=1e-4), "after all were measured it agrees"


def test_the_sequences_of_a_part_stand_for_all():
    losses = torch.randn(128, generator=torch.Generator().manual_seed(0)).exp()
    rows = measures.evenly(losses, 8)
    ranks = losses.argsort().argsort()[rows]
    assert sorted((ranks // 16).tolist()) == list(range(8)), "one of each eighth"
    assert rows.tolist() == sorted(rows.tolist())
    assert abs(losses[rows].mean() - losses.mean()) < 0.1 * losses.std(), "by lot it would be 0.35"
    assert measures.evenly(losses[:5], 8).tolist() == [0, 1, 2, 3, 4]


def test_what_the_shipped_model_says_is_asked_once_and_of_another_anew():
    held, questions = pools.held_out(pebble, OLD)[:4], ["Hello!", "What colour is snow?"]
    start, model = Start(pebble, pebble.load("chat")), pebble.load("chat")
    assert start.ships and torch.allclose(start.losses(held), measures.losses_each(model, held), atol=1e-5)
    assert start.answers(questions) == pebble.answers(model, pebble.load_tokenizer(), questions)
    with torch.no_grad():
        next(model.parameters())[5, 5] += 1e-3
    other = Start(pebble, model)
    assert not other.ships and torch.equal(other.losses(held), measures.losses_each(model, held))


def test_the_pools_loss_is_the_models_before_it_trains_and_none_without_replay(run):
    told, data = record.of_type(run[0], "data")[0]["pool_loss"], pools.load(SHORT)
    each = measures.losses_each(pebble.load("chat"), torch.from_numpy(data.old[::9]))
    assert told == pytest.approx(each.mean().item(), abs=4 * each.std().item() / 64**0.5)
    bare = next(train(pebble.load("chat"), dataclasses.replace(SHORT, replay=0), light=True))
    assert bare["type"] == "data" and bare["pool_loss"] is None
    noise = next(train(pebble.load("chat"), dataclasses.replace(SHORT, source="random"), light=True))
    assert noise["pool_loss"] > math.log(pebble.VOCABULARY)


def test_the_hundred_are_known_facts_spread_over_times_and_skills():
    probes = [Fact(f"{skill} {times} {k}", skill, times) for skill in "abcd" for times in TIMES for k in range(12)]
    probes += [Fact(f"none {k}", "talk", None) for k in range(50)]
    said = {probe.question: "no" if probe.times == 1 else "yes" for probe in probes}
    chosen = pools.hundred(probes, said)
    assert len(chosen) == len(set(chosen)) == 100 and {probe.times for probe in chosen} == set(TIMES[1:])
    kinds = Counter((probe.times, probe.skill) for probe in chosen)
    assert len(kinds) == 32 and set(kinds.values()) == {3, 4}
    assert pools.hundred(probes, said) == chosen
    few = {**said, **{probe.question: "no" for probe in probes[:-60]}}
    assert pools.hundred(probes, few) == tuple(p for p in probes if p.times is not None and few[p.question] == "yes")


@pytest.mark.parametrize(("warm_up", "shares"), [(0, [1, 1, 1]), (1, [1, 1, 1]), (4, [0.25, 0.5, 0.75])])
def test_a_warm_up_raises_the_learning_rate_in_a_line(warm_up, shares):
    """AdamW's first step moves each weight by the learning rate, whatever the gradient; later ones by about as much."""
    assert [warmth(step, warm_up) for step in range(3)] == shares
    assert warmth(100, warm_up) == 1
    model, experiment = pebble.load("chat"), dataclasses.replace(SHORT, warm_up=warm_up, lr=1e-3)
    before = [weight.detach().clone() for weight in model.parameters()]
    list(takewhile(lambda event: event["step"] < 1, train(model, experiment, light=True)))
    moved = max((a - b).abs().max().item() for a, b in zip(model.parameters(), before, strict=True))
    assert moved == pytest.approx(1e-3 * shares[0], rel=0.02)


def test_every_event_is_one_that_a_record_may_hold(run):
    made = record.finish(record.new("x", SHORT, {}) | {"events": run[0]}, "done")
    losses = record.of_type(run[0], "loss")
    assert record.check(made)["summary"]["forgetting"] == pytest.approx(losses[-1]["old"] - losses[0]["old"])


def test_the_same_seed_gives_the_same_run_to_the_last_bit(run):
    again = list(train(pebble.load("chat"), SHORT))
    losses = [(e["old"], e["new"], e["train"]) for e in record.of_type(again, "loss")]
    assert losses == [(e["old"], e["new"], e["train"]) for e in record.of_type(run[0], "loss")]


def test_a_light_run_measures_less_and_nothing_else(run):
    full, light = run[0], list(train(pebble.load("chat"), SHORT, light=True))
    assert {event["type"] for event in light} == {"data", "loss", "skills"}
    for name in ("old", "new"):
        ours, theirs = ([e[name] for e in record.of_type(events, "loss")] for events in (light, full))
        assert ours == pytest.approx(theirs, abs=1e-4)
    assert record.of_type(light, "skills") == [e for e in record.of_type(full, "skills") if e["whole"]]


@pytest.mark.slow
def test_a_thorough_run_measures_all_that_is_held_out_at_every_checkpoint_and_trains_as_any(run):
    thorough = list(train(pebble.load("chat"), SHORT, thorough=True))
    losses = record.of_type(thorough, "loss")
    assert [e["step"] for e in losses if not e.get("part")] == sorted(checkpoints(22))
    for kind in ("answers", "skills", "gradient"):
        assert record.of_type(thorough, kind) == record.of_type(run[0], kind)
    assert [e["train"] for e in losses] == [e["train"] for e in record.of_type(run[0], "loss")]


def test_what_was_replayed_is_counted_and_the_fit_to_few_examples_is_measured_bare():
    few = Experiment(task="jan", replay=50, steps=6, batch=8, examples=20, pool=15, remedy="dropout")
    model = pebble.load("chat")
    events = list(train(model, few, light=True))
    summary, data = record.summarise(events), pools.load(few)
    feed = list(batches(data.new, data.old, few))
    read = [row for batch in feed for row in batch.old_rows.tolist()]
    assert summary["replayed_tokens"] == len(read) * 64 > summary["replayed_distinct_tokens"] == len(set(read)) * 64
    assert (summary["pool_dialogues"], summary["pool_tokens"]) == (15, data.old.size)
    assert summary["fit_after"] == pytest.approx(measures.held_out_loss(model, data.fit), abs=1e-5)
    assert summary["new_best"] == min(event["new"] for event in record.of_type(events, "loss"))


def test_the_loop_is_adamw_on_the_mixed_batches_and_measuring_changes_nothing(run):
    """Against a second, bare implementation that measures nothing."""
    data, model = pools.load(SHORT), pebble.load("chat").train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=SHORT.lr, weight_decay=0.0)
    for batch in batches(data.new, data.old, SHORT):
        x = torch.from_numpy(batch.sequences)
        logits = model(input_ids=x).logits[:, :-1]
        cross_entropy(logits.flatten(0, 1), x[:, 1:].flatten()).backward()
        optimiser.step()
        optimiser.zero_grad()
    ours = measures.held_out_loss(run[1], data.old_held_out)
    assert ours == pytest.approx(measures.held_out_loss(model, data.old_held_out), abs=2e-3)


def test_held_out_loss_is_mean_cross_entropy_in_nats():
    model, x = pebble.load("chat"), pools.held_out(pebble, OLD)
    with torch.no_grad():
        log_p = model(input_ids=x).logits[:, :-1].log_softmax(-1)
    by_hand = -log_p.gather(-1, x[:, 1:, None]).mean().item()
    assert measures.held_out_loss(model, x) == pytest.approx(by_hand, abs=1e-5)
    blind = measures.held_out_loss(pebble.load("untrained"), x)
    assert blind == pytest.approx(math.log(pebble.VOCABULARY), abs=0.3), "random weights guess blindly"


def test_held_out_sequences_are_not_training_sequences():
    for name in SHIPPED:
        seen = {row.tobytes() for row in pools.training_pool(pebble, task(name))}
        assert not seen & {row.numpy().tobytes() for row in pools.held_out(pebble, task(name))}


def test_the_gradient_cosine_is_1_with_itself_and_that_of_the_flat_vectors_otherwise():
    model = pebble.load("chat")
    old, new = (pools.held_out(pebble, one)[:8] for one in (OLD, task("german")))
    before = copy.deepcopy(model.state_dict())
    assert measures.losses_and_cosine(model, old, old)[2] == pytest.approx(1, abs=1e-5)
    flat = []
    for x in (old, new):
        model.zero_grad()
        measures.token_loss(model, x).backward()
        flat.append(torch.cat([p.grad.flatten() for p in model.parameters()]).double())
    expected = torch.nn.functional.cosine_similarity(*flat, dim=0).item()
    model.zero_grad()
    *losses, cosine = measures.losses_and_cosine(model, old, new)
    assert cosine == pytest.approx(expected, abs=1e-5)
    assert losses == pytest.approx([measures.held_out_loss(model, x) for x in (old, new)], abs=1e-6)
    assert all(torch.equal(before[k], v) for k, v in model.state_dict().items())
    assert all(p.grad is None for p in model.parameters()), "it leaves no gradient behind for the optimiser"


@dataclasses.dataclass(frozen=True)
class Fact:
    """A question that may be answered with yes, or with half a yes."""

    question: str
    skill: str
    times: int | None

    def verdict(self, answer):
        return {"yes": "right", "ye": "broken"}.get(answer, "wrong")

    def right(self, answer):
        return self.verdict(answer) == "right"


def test_right_and_broken_answers_are_counted_by_skill_and_times_read():
    probes = [Fact("a", "sums", 4), Fact("b", "sums", 4), Fact("c", "sums", 8), Fact("d", "x", None)]
    assert measures.count_right(probes, ["yes", "no", "ye", "yes"]) == [
        {"skill": "sums", "times": 4, "right": 1, "broken": 0, "total": 2},
        {"skill": "sums", "times": 8, "right": 0, "broken": 1, "total": 1},
        {"skill": "x", "times": None, "right": 1, "broken": 0, "total": 1},
    ]


def test_a_run_that_diverges_ends_with_a_reason_and_keeps_what_it_had():
    events = []
    with pytest.raises(Diverged) as caught:
        for event in train(pebble.load("chat"), Experiment(task="jan", lr=1.0, steps=40)):
            events.append(event)
    assert "diverged at step" in str(caught.value) and "learning rate below 1" in str(caught.value)
    assert record.of_type(events, "answers") and all(math.isfinite(e["old"]) for e in record.of_type(events, "loss"))


def test_the_caller_decides_when_a_run_ends():
    model = pebble.load("chat")
    first = list(islice(train(model, SHORT), 5))
    assert first[0]["step"] == 0 and len(first) == 5


def test_the_chat_of_a_checkpoint_is_what_the_run_recorded_there(run):
    """16-bit weights from the file against the 32-bit model of the loop."""
    events, _, folder = run
    recorded = record.of_type(events, "answers")[-1]
    prompts = [item["prompt"] for item in recorded["items"]]
    reply = next(jobs.chat({"prompts": prompts, "folder": str(folder), "step": None}))
    assert reply["step"] == 22
    same = [a["text"] == b["text"] for a, b in zip(reply["items"], recorded["items"], strict=True)]
    assert sum(same) >= len(same) - 1
    between = next(jobs.chat({"prompts": prompts[:1], "folder": str(folder), "step": 5}))
    assert between["step"] == max(s for s in checkpoints(22) if s <= 5)
    assert checkpoint_path(folder, 22).exists()


@pytest.mark.parametrize("prompt", ["", "   ", "\n", "x" * 2001, None, 3])
def test_a_prompt_that_cannot_be_asked_gets_one_sentence(prompt):
    with pytest.raises(ValueError, match=r"^A prompt cannot be .*\.$"):
        next(jobs.chat({"prompts": [prompt], "stage": "chat"}))


def test_a_run_without_weights_and_a_device_that_is_not_there_get_one_sentence(tmp_path):
    with pytest.raises(ValueError, match="kept no weights"):
        next(jobs.chat({"prompts": ["Hello!"], "folder": str(tmp_path), "step": 3}))
    if not torch.cuda.is_available():
        with pytest.raises(ValueError, match="device cannot be 'cuda'"):
            next(jobs.train({"experiment": Experiment(device="cuda").to_dict()}))


@pytest.mark.slow
def test_a_recorded_run_is_what_the_code_still_gives():
    """Re-runs assets/runs/jan-5.json. Sums of floats depend on the number of threads, and 150 steps amplify that:
    losses agree to 0.1 nats per token, right answers to 15 of 100."""
    from explainer.ui.recorded import load

    shipped = load("jan-5")
    request = {"experiment": shipped["experiment"], "folder": None}
    events = [event for event in jobs.train(request) if event["type"] != "provenance"]
    again = record.summarise(events)
    for key in ("old_before", "new_before"):
        assert again[key] == pytest.approx(shipped["summary"][key], abs=1e-4)
    for key in ("old_after", "new_after"):
        assert again[key] == pytest.approx(shipped["summary"][key], abs=0.1)
    assert again["right_after"] == pytest.approx(shipped["summary"]["right_after"], abs=0.15)


def test_answers_of_a_model_in_training_do_not_change_its_mode():
    model = pebble.load("chat").train()
    pebble.answers(model, pebble.load_tokenizer(), ["Hello!"])
    assert model.training
