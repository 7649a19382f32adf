import {byWaiting, column, nextSteps, signal} from '/emergency/entity/case-steps.js';
import {equal, test} from '/test-modules/testing.js';

test('a case nobody has taken can only be accepted, and only by dispatch', () => {
  equal(nextSteps({state: 'received'}, ['fire-dispatch']), ['accept']);
  equal(nextSteps({state: 'received'}, ['fire-crew']), []);
  equal(nextSteps({state: 'received'}, ['care-manager']), []);
});

test('after acceptance steps may be skipped, the crew reports arrival and outcome', () => {
  equal(nextSteps({state: 'accepted'}, ['fire-dispatch']), ['dispatch', 'arrive', 'outcome', 'close']);
  equal(nextSteps({state: 'on-scene'}, ['fire-dispatch']), ['outcome', 'close']);
  equal(nextSteps({state: 'dispatched'}, ['fire-crew']), ['arrive', 'outcome']);
  equal(nextSteps({state: 'closed'}, ['fire-dispatch']), []);
});

test('the city sees through a call of an unregistered device only', () => {
  equal(nextSteps({state: 'received', unregistered: true}, ['city-disaster']), ['accept']);
  equal(nextSteps({state: 'received'}, ['city-disaster']), []);
});

test('red is an alarm nobody has taken', () => {
  equal(
    [['received', 'emergency'], ['received', 'wandering'], ['accepted', 'emergency'], ['outcome', 'fall'], ['closed', 'fire']].map(([state, kind]) => signal({state, kind})),
    ['urgent', 'urgent', 'look', 'known', 'known'],
  );
  equal(['received', 'accepted', 'outcome', 'closed'].map(column), ['waiting', 'running', 'running', 'done']);
});

test('the longest waiting stands first, so that a new call moves nothing', () => {
  const cases = [{receivedAt: '2026-04-01T10:00:02Z'}, {receivedAt: '2026-04-01T19:00:01+09:00'}];

  equal(cases.sort(byWaiting).map(item => item.receivedAt), ['2026-04-01T19:00:01+09:00', '2026-04-01T10:00:02Z']);
});
