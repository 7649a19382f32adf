import {Problem} from '/platform/control/api.js';
import {all, openLocalStore, wipeLocalStore} from '/platform/control/local-store.js';
import {unsent} from '/platform/control/unsent.js';
import {Outbox} from '/disaster/control/outbox.js';
import {afterRefusal, nextBatch, settled} from '/disaster/entity/outbox-rules.js';
import {equal, eventually, test} from '/test-modules/testing.js';

const item = (seq, disasterId = 'd1', state = 'waiting') => ({id: `i${seq}`, disasterId, seq, state, fact: {}});
const ids = items => items.map(one => one.id);

test('a sending holds one disaster, the oldest first, and no more than the server takes', () => {
  equal(ids(nextBatch([item(3), item(1), item(2, 'd2'), item(4, 'd1', 'attention')])), ['i1', 'i3']);
  equal(nextBatch(Array.from({length: 450}, (_, index) => item(index))).length, 200);
  equal(nextBatch([]), []);
});

test('only a report the server names as stored or duplicate leaves', () => {
  const {remove, keep} = settled(
    [item(1), item(2), item(3), item(4), item(5)],
    [{id: 'i1', outcome: 'stored'}, {id: 'i2', outcome: 'duplicate'}, {id: 'i3', outcome: 'rejected', problem: {code: 'not-found'}}, {id: 'i4', outcome: 'conflicting-id'}, {id: 'other', outcome: 'stored'}],
  );

  equal(remove, ['i1', 'i2']);
  equal(keep.map(one => [one.id, one.state, one.problem.code]), [['i3', 'attention', 'not-found'], ['i4', 'attention', 'conflicting-id']]);
});

test('a refusal of the whole is told apart from a bad moment', () => {
  equal([0, 500, 503, 429, 408, 401].map(status => afterRefusal(status, 5)), ['later', 'later', 'later', 'later', 'later', 'sign-in']);
  equal([afterRefusal(422, 5), afterRefusal(422, 1), afterRefusal(404, 1), afterRefusal(409, 1)], ['one-by-one', 'attention', 'attention', 'attention']);
});

/** An outbox on a store of its own; `answer` plays the server. */
async function withOutbox(answer, body) {
  const user = `test-${crypto.randomUUID()}`;
  await openLocalStore(user);
  const sent = [];
  const outbox = new Outbox(async (disasterId, batch) => {
    sent.push(batch);
    return answer(batch, sent.length);
  });
  await outbox.open(user);
  try {
    await body(outbox, sent);
  } finally {
    await wipeLocalStore();
  }
}

const stored = batch => batch.facts.map(fact => ({id: fact.id, outcome: 'stored'}));
const refuse = status => {
  throw new Problem({status, code: `http-${status}`, title: 'refused'});
};

test('a report is on the disk before it is sent, numbered within its device', () =>
  withOutbox(
    () => refuse(503),
    async (outbox, sent) => {
      await outbox.add('d1', {residentId: 'r1', safety: 'safe'}, {name: '田中 ハナ'});
      await outbox.add('d1', {residentId: 'r2', safety: 'safe'}, {name: '木村 一郎'});

      const kept = (await all('outbox')).sort((a, b) => a.seq - b.seq);
      equal(kept.map(one => [one.fact.seq, one.fact.residentId, one.state]), [[1, 'r1', 'waiting'], [2, 'r2', 'waiting']]);
      equal(unsent.waiting, 2);
      await eventually(() => sent.length > 0, 'the first try');
      equal(Boolean(sent[0].deviceId && sent[0].deviceNow), true);
    },
  ));

test('a server that fails, then answers, gets each report and the box is empty', () =>
  withOutbox(
    (batch, turn) => (turn < 3 ? refuse(500) : stored(batch)),
    async (outbox, sent) => {
      const id = await outbox.add('d1', {residentId: 'r1', safety: 'safe'}, {name: '田中 ハナ'});

      await eventually(() => outbox.items.length === 0, 'the box is empty');
      equal(sent.at(-1).facts.map(fact => fact.id), [id]);
      equal(new Set(sent.map(batch => batch.deviceId)).size, 1);
      equal(unsent.waiting, 0);
    },
  ));

test('an answer that does not name the report keeps it', () =>
  withOutbox(
    () => [],
    async (outbox, sent) => {
      await outbox.add('d1', {residentId: 'r1', safety: 'safe'}, {name: '田中 ハナ'});

      await eventually(() => sent.length > 0, 'a try');
      await new Promise(resolve => setTimeout(resolve, 50));
      equal(outbox.items.length, 1);
    },
  ));

test('one bad report becomes 要確認 and does not hold up the others', () =>
  withOutbox(
    batch => (batch.facts.some(fact => fact.residentId === 'bad') ? refuse(422) : stored(batch)),
    async outbox => {
      outbox.add('d1', {residentId: 'r1', safety: 'safe'}, {name: 'a'});
      outbox.add('d1', {residentId: 'bad', safety: 'safe'}, {name: 'b'});
      await outbox.add('d1', {residentId: 'r2', safety: 'safe'}, {name: 'c'});

      await eventually(() => outbox.items.length === 1 && outbox.items[0].state === 'attention', 'only the bad one is left');
      equal([outbox.items[0].fact.residentId, outbox.items[0].problem.code], ['bad', 'http-422']);
      equal([unsent.waiting, unsent.attention], [0, 1]);

      await outbox.drop(outbox.items[0].id);
      equal(unsent.attention, 0);
    },
  ));

test('a session that ended keeps everything for after the next sign-in', () =>
  withOutbox(
    (batch, turn) => (turn === 1 ? refuse(401) : stored(batch)),
    async outbox => {
      await outbox.add('d1', {residentId: 'r1', safety: 'safe'}, {name: '田中 ハナ'});

      await eventually(() => outbox.items.length === 0, 'sent after signing in again');
    },
  ));
