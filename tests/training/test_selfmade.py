"""Self-made text: a seed decides it, each dialogue is whole, a pool holds what was asked for, sampling is sampling."""

from pathlib import Path

import numpy as np
import pytest
import torch

from explainer.experiment import DIALOGUES, SOURCES, Experiment
from explainer.fields import FieldError
from explainer.models import pebble
from explainer.models.generate import greedy
from explainer.models.pebble import BOT, END, LENGTH, PAD, USER
from explainer.training import data as pools
from explainer.training import selfmade

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.usefixtures("one_thread")]


@pytest.fixture(scope="module", autouse=True)
def fewer():
    """A sixth of what is sampled elsewhere, for time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selfmade, "SAMPLED", 1000)
        yield


def test_as_much_is_sampled_as_is_drawn_from_a_task():
    assert 6000 == DIALOGUES <= selfmade.MOST
    (line,) = [line for line in Path(selfmade.__file__).read_text().splitlines() if line.startswith("SAMPLED =")]
    assert line.startswith("SAMPLED = 6_000 ")


@pytest.fixture(scope="module")
def tokenizer():
    return pebble.load_tokenizer()


@pytest.fixture(scope="module")
def own():
    return selfmade.dialogues(pebble, 0)


def test_a_seed_decides_what_is_said_whatever_else_is_drawn_at_random(own, tokenizer):
    torch.manual_seed(5)
    before = torch.get_rng_state()
    again = selfmade.sampled.__wrapped__(pebble, 0, 0)
    assert again == selfmade.sampled(pebble, 0, 0)
    assert own[0] == pebble.dialogue(tokenizer, again[0])
    assert torch.equal(torch.get_rng_state(), before), "it draws from a generator of its own"
    other = set(selfmade.sampled(pebble, 1, 0))
    assert len(other & set(again)) < len(other) / 2
    assert len({selfmade.sampled(pebble, 0, number) for number in range(2)}) == 2, "no round repeats another"


def test_every_dialogue_is_whole_and_what_is_none_is_dropped(own, tokenizer):
    assert 0.9 * selfmade.SAMPLED < len(own) <= selfmade.SAMPLED
    for one in own:
        assert one.question.strip() and one.answer.strip()
        assert "<|" not in one.question + one.answer and "\ufffd" not in one.question + one.answer
    for ids in selfmade.sampled(pebble, 0, 0):
        assert ids[0] == USER and len(ids) <= LENGTH and END not in ids[:-1]
    word = tokenizer.encode("Hello").ids
    complete = (USER, *word, BOT, *word, END)
    half = tokenizer.encode("ü").ids[:1]
    assert pebble.dialogue(tokenizer, complete).answer == "Hello"
    for broken in (
        complete[:-1],  # it never ended
        (USER, *word, END),  # nobody answered
        (USER, BOT, *word, END),
        (USER, *word, BOT, END),
        (USER, *word, BOT, *word, BOT, *word, END),
        (USER, *word, USER, BOT, *word, END),
        (USER, *word, BOT, PAD, *word, END),
        (USER, *word, BOT, *half, END) if half != tokenizer.encode("ü").ids else complete[:-1],
    ):
        assert pebble.dialogue(tokenizer, tuple(broken)) is None, broken


def test_it_draws_from_pebbles_own_distribution(own):
    """The first token of what is said, against the probabilities of the model, which nothing of ours has computed."""
    logits = pebble.load("chat").eval()(input_ids=torch.tensor([[USER]])).logits[0, -1]
    chances = logits.softmax(-1).detach().numpy().astype(float)
    rows = [ids for number in range(2) for ids in selfmade.sampled(pebble, 0, number)]
    counts = np.bincount([ids[1] for ids in rows], minlength=len(chances))
    likely = chances * len(rows) > 20
    away = (counts - len(rows) * chances) / np.sqrt(len(rows) * chances * (1 - chances))
    assert likely.sum() > 5 and np.abs(away[likely]).max() < 4.5, "standard deviations"
    assert counts[~likely].sum() == pytest.approx(len(rows) * chances[~likely].sum(), rel=0.25)


def test_a_row_is_what_it_would_be_alone(own):
    """Ended rows leave the batch; whoever is left must keep the random numbers and the memory that are its own."""
    stream = int(np.random.SeedSequence([0, selfmade.STREAM, 0]).generate_state(1, np.uint64)[0])
    generator = torch.Generator().manual_seed(stream)
    chances = torch.rand(selfmade.ROUND, LENGTH - 1, generator=generator, dtype=torch.float64)
    model, batch = pebble.load("chat").eval(), selfmade.sampled(pebble, 0, 0)
    for row in (0, 7, max(range(selfmade.ROUND), key=lambda i: len(batch[i]))):
        ids = [USER]
        while ids[-1] != END and len(ids) < LENGTH:
            with torch.no_grad():
                summed = model(input_ids=torch.tensor([ids])).logits[0, -1].double().softmax(-1).cumsum(-1)
            ids.append(int((summed < chances[row, len(ids) - 1]).sum()))
        assert tuple(ids) == batch[row]


def test_the_pool_holds_as_many_distinct_dialogues_as_were_asked_for(own):
    few, many, all_of_them = (pools.load(Experiment(source="self", pool=pool, seed=0)) for pool in (30, 300, 0))
    kept = pools.sifted(pebble, own)
    assert [data.old_dialogues for data in (few, many, all_of_them)] == [30, 300, len(set(kept))]
    assert len(few.old) < len(many.old) < len(all_of_them.old)
    assert 500 < len(set(own)) <= len(own)
    answers = [one.answer for one in own]
    assert len(set(answers)) < len(answers), "what is said twice is replayed twice, where all of it is"
    again = pools.load(Experiment(source="self", pool=30, seed=0))
    other = pools.load(Experiment(source="self", pool=30, seed=1))
    assert np.array_equal(again.old, few.old) and not np.array_equal(other.old[:5], few.old[:5])
    assert np.array_equal(few.true_old, pools.load(Experiment()).old), "what is old stays so"


@pytest.mark.slow
def test_more_is_sampled_where_more_distinct_ones_are_asked_for_up_to_a_limit(own):
    more = selfmade.dialogues(pebble, 0, len(set(own)) + 100)
    assert more[: len(own)] == own and len(set(more)) >= len(set(own)) + 100
    most = selfmade.dialogues(pebble, 0, 12_001)
    assert len(most) <= selfmade.MOST and len(set(most)) < 12_001


def test_the_author_is_never_trained_and_greedy_answers_are_as_before(tokenizer):
    shipped = pebble.load("chat")
    for ours, theirs in zip(selfmade.author(pebble).parameters(), shipped.parameters(), strict=True):
        assert torch.equal(ours, theirs)
    assert (
        pebble.answers(shipped, tokenizer, ["What is the capital of France?"])[0] == "Paris is the capital of France."
    )
    with torch.inference_mode():
        (row,) = greedy(shipped.eval(), [[USER]], 10)
    assert len(row) <= 10


def test_a_bad_source_gets_the_list_of_all_and_kinds_go_with_other_sources():
    with pytest.raises(FieldError) as caught:
        Experiment(source="itself")
    assert str(caught.value) == "source cannot be 'itself': it is one of true, proxy, self, random."
    assert SOURCES == ("true", "proxy", "self", "random")
    with pytest.raises(FieldError, match="kinds cannot be 3 with what Pebble says by itself: it is 0"):
        Experiment(source="self", kinds=3)
    assert Experiment.from_dict({"source": "self", "pool": "30"}).pool == 30
