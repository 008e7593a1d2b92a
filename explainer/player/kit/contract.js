// This is what the player and the Python side must agree on. `make contract` writes it, from the tables and types that
// explainer/contract.py names: change those, never this file.

/**
 * An experiment as JSON has it; a field that is missing is at its default.
 * @typedef {{ task?: string, replay?: number, mode?: string, schedule?: string, source?: string, shared?: number, manner?: boolean, pool?: number, kinds?: number, examples?: number, remedy?: string, strength?: number, model?: string, steps?: number, batch?: number, lr?: number, warm_up?: number, seed?: number, device?: string, text?: string }} ExperimentDict
 */

/**
 * How a run was made. Seconds are those it worked, pauses left out.
 * @typedef {{ kind?: "live" | "recorded", created?: string, device?: string | null, threads?: number, cores?: number | null, seconds?: number | null, versions?: Record<string, string> }} Provenance
 */

/**
 * What there is to replay (old) and to learn from (new): distinct dialogues, sequences, tokens; `length` is that of a sequence, in tokens; `held_out` how many sequences of each task the whole losses are measured on; `pool_loss` the model's loss on what is replayed before it trains, nats per token, none where nothing is.
 * @typedef {{ type: "data", step: number, length: number, old_dialogues: number, old_sequences: number, old_tokens: number, new_dialogues: number, new_sequences: number, new_tokens: number, held_out?: number, pool_loss?: number | null }} DataEvent
 */

/**
 * Losses in nats per token: old and new on held-out text, told from a fixed part of it where `part` is true; `train` is what was minimised on the step's batch, remedy included (none at step 0); `fit` is the loss on the new training sequences themselves, where there are few. Then the training sequences seen so far, those of them that were old, and how many different ones those were; the probability of an old sequence in the batch just read (0 to 1); that batch's Jensen-Shannon divergence from the old task's token frequencies (0 to 0.69 nats); seconds since the start, evaluation included. An order of tasks adds its stage (from 1) and the task learned.
 * @typedef {{ type: "loss", step: number, old: number, new: number, part?: boolean, train?: number | null, fit?: number | null, seen?: number, seen_old?: number, distinct_old?: number, share?: number, divergence?: number, seconds?: number, stage?: number, task?: string }} LossEvent
 */

/**
 * A question and what was said to it; `right` is none where no function can check. `broken` is an answer that is not right though its word is there, since the language around it is gone.
 * @typedef {{ prompt: string, text: string, right?: boolean | null, broken?: boolean, skill?: string, task?: "old" | "new" }} Answer
 */

/**
 * What was said to the shown prompts.
 * @typedef {{ type: "answers", step: number, items: Answer[] }} AnswersEvent
 */

/**
 * How many of `total` questions were answered right, and how many answers were broken: about the facts of a skill that were read so many `times` in pretraining (1, 2, 4 ... 256; none for what is no fact). In schema 1 `frequency` stands for `times`, and no answer is called broken.
 * @typedef {{ skill: string, times?: number | null, frequency?: "head" | "tail" | null, right: number, broken?: number, total: number }} SkillRow
 */

/**
 * Right answers by skill and times read, rows only where there are questions: to all questions, at a run's start and end; or, where `whole` is false, to a fixed hundred of the old ones and a few of the new, at every checkpoint and both ends. One without `whole` is whole.
 * @typedef {{ type: "skills", step: number, whole?: boolean, old: SkillRow[], new: SkillRow[] }} SkillsEvent
 */

/**
 * The cosine between the gradient of the old task's loss and that of the new task's, -1 to 1.
 * @typedef {{ type: "gradient", step: number, cosine: number }} GradientEvent
 */

/**
 * The weights kept at this step: a file in the run's folder.
 * @typedef {{ type: "checkpoint", step: number, file: string }} CheckpointEvent
 */

/**
 * First and last of everything measured: losses and forgetting in nats per token, shares of right and of broken answers (0 to 1), the least new loss, the loss on few examples, the tokens that replay read, in all and different ones, and the loss on what is replayed before training.
 * @typedef {{ old_before?: number, old_after?: number, new_before?: number, new_after?: number, forgetting?: number, right_before?: number | null, right_after?: number | null, new_right_before?: number | null, new_right_after?: number | null, broken_before?: number | null, broken_after?: number | null, new_best?: number, fit_after?: number | null, replayed_tokens?: number, replayed_distinct_tokens?: number, pool_dialogues?: number, pool_tokens?: number, pool_loss?: number | null }} Summary
 */

/**
 * What training costs without any lesson, on old data alone: forgetting in nats per token and the shares of right old answers (0 to 1), after so many steps at a learning rate.
 * @typedef {{ forgetting: number, right_before: number | null, right_after: number | null, steps: number, lr: number }} Floor
 */

/** @typedef {{ name: string, label: string, spared: boolean }} Part */

/** @typedef {DataEvent | LossEvent | AnswersEvent | SkillsEvent | GradientEvent | CheckpointEvent} RunEvent */

/**
 * A run: what was asked, what happened, what came of it. A live one that waits or trains also says when it will go on.
 * @typedef {{ schema: number, id: string, experiment: ExperimentDict & { task: string, replay: number, steps: number,
 *   seed: number }, provenance: Provenance, events: RunEvent[], status: string, reason: string | null,
 *   summary: Summary, twin?: string | null, steerable?: boolean, eta_seconds?: number | null,
 *   queue?: { position: number | null, eta_seconds: number | null } }} RunRecord
 */

/** @type {number[]} */
export const READABLE = [1, 2];
/** @type {string[]} */
export const RUNNING = ["queued", "running", "paused"];
/** @type {string[]} */
export const ENDED = ["done", "stopped", "failed", "interrupted"];
/** @type {Record<string, string[]>} */
export const NUMBERS = {
  data: ["length", "old_dialogues", "old_tokens", "new_dialogues", "new_tokens"],
  loss: ["old", "new"],
  gradient: ["cosine"],
  answers: [],
  skills: [],
  checkpoint: [],
};
/** @type {Floor | null} */
export const FLOOR = {
  forgetting: 0.1268,
  right_before: 0.882149046794,
  right_after: 0.686308492201,
  steps: 150,
  lr: 0.002,
};
/** @type {number[]} */
export const TIMES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/** @type {{ common: number, rare: number }} */
export const RARITY = { common: 64, rare: 4 };
/** @type {Record<string, string>} */
export const READ = {
  common: "read 64 times or more",
  middle: "read 8 to 32 times",
  rare: "read 4 times or fewer",
};
/** @type {Record<string, string>} */
export const TASKS = {
  jan: "Jan, the assistant",
  german: "German",
  cooking: "cooking",
  custom: "a reader's own text",
};
/** @type {ExperimentDict} */
export const USUAL = {
  task: "german",
  replay: 5,
  mode: "replace",
  schedule: "mix",
  source: "true",
  shared: 0,
  manner: false,
  pool: 0,
  kinds: 0,
  examples: 0,
  remedy: "none",
  strength: 0,
  model: "pebble",
  steps: 150,
  batch: 16,
  lr: 0.002,
  warm_up: 0,
  seed: 0,
  device: "auto",
};
/** @type {{ prompt: number, guess: number, steps: number }} */
export const LIMITS = { prompt: 2000, guess: 16, steps: 2000 };
/** @type {Record<string, Part[]>} */
export const PARTS = {
  run: [
    { name: "captions", label: "Captions", spared: false },
    { name: "timeline", label: "Timeline", spared: false },
    { name: "answers", label: "Answers", spared: true },
    { name: "numbers", label: "Numbers", spared: true },
    { name: "commands", label: "Command and table", spared: true },
    { name: "share", label: "This Share button", spared: false },
  ],
  ball: [
    { name: "preset", label: "Landscapes", spared: false },
    { name: "replay", label: "Replay", spared: false },
    { name: "lr", label: "Learning rate", spared: false },
    { name: "optimiser", label: "Optimiser", spared: true },
    { name: "noise", label: "Noise", spared: true },
    { name: "tether", label: "Tether", spared: true },
    { name: "seed", label: "Seed", spared: false },
    { name: "race", label: "Race", spared: true },
    { name: "slow", label: "Slow motion", spared: true },
    { name: "losses", label: "Curves", spared: false },
    { name: "share", label: "This Share button", spared: false },
  ],
  dose: [
    { name: "controls", label: "Sliders", spared: false },
    { name: "numbers", label: "Table", spared: true },
    { name: "share", label: "This Share button", spared: false },
  ],
};
/** @type {Record<string, [number, number]>} */
export const BALL_LIMITS = {
  replay: [0, 100],
  lr: [0.0001, 1000],
  noise: [0, 1000],
  tether: [0, 1000],
  seed: [0, 999999],
  x: [-1000000, 1000000],
  y: [-1000000, 1000000],
};
/** @type {Record<string, [number, number]>} */
export const DOSE_LIMITS = { replay: [0, 50], keep: [50, 99] };
/** @type {string[]} */
export const BALL_STATE = [
  "preset",
  "replay",
  "lr",
  "optimiser",
  "noise",
  "tether",
  "seed",
  "x",
  "y",
  "race",
  "slow",
  "view",
];
/** @type {string[]} */
export const RACES = ["replay", "optimiser"];
/** @type {Record<string, { title: string, move: string, tooFast: string, follows: boolean }>} */
export const OPTIMISERS = {
  gd: {
    title: "Gradient descent",
    move: "learning rate {rate} times the mix",
    tooFast: "each step overshoots the valley and lands where it is steeper still, so the next one is longer",
    follows: true,
  },
  momentum: {
    title: "Momentum",
    move: "learning rate {rate} times the mix, and 90% of the speed it already had",
    tooFast: "the speed that momentum has gathered carries the ball past the valley and away",
    follows: true,
  },
  adam: {
    title: "Adam",
    move: "about the learning rate {rate} along each axis, whatever the slope",
    tooFast: "Adam's steps are about as long as the learning rate, whatever the slope",
    follows: false,
  },
};
/** @type {number} */
export const MOMENTUM = 0.9;
/** @type {[number, number]} */
export const BETAS = [0.9, 0.999];
/** @type {number} */
export const EPSILON = 1e-8;
/** @type {string[]} */
export const GROUND_KINDS = ["simulated", "measured"];
/** @type {string[]} */
export const GROUND_UNITS = ["loss", "nats per token"];
/** @type {Record<string, Record<string, string>>} */
export const COLOURS = {
  light: {
    ink: "#1c2126",
    "ink-2": "#56606a",
    paper: "#ffffff",
    wash: "#f4f5f6",
    line: "#d9dde1",
    control: "#7f8891",
    old: "#0b5fa5",
    new: "#b04a00",
    replay: "#0a7350",
    wrong: "#b0163f",
    guess: "#6f5a8c",
    tint: "#ffe6cf",
  },
  dark: {
    ink: "#eceff2",
    "ink-2": "#a5afb9",
    paper: "#14181d",
    wash: "#1d2329",
    line: "#353d46",
    control: "#77828d",
    old: "#74b8f7",
    new: "#f7a05c",
    replay: "#50cf9f",
    wrong: "#ff86a2",
    guess: "#baa6d8",
    tint: "#4d3420",
  },
};
