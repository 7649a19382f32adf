import {equal, test} from '/test-modules/testing.js';
import {byPurpose, commandOf, flaws, formOf, standing, supportersOf} from '/consent/entity/consent-standing.js';

const given = more => ({id: '1', purpose: 'roster-advance', state: 'given', onlyOrganisations: [], exceptOrganisations: [], ...more});
const filled = more => ({...formOf('roster-advance'), decidedOn: '2026-04-01', ...more});
const wrong = (form, scan) => flaws(form, '2026-04-02', scan).map(({field, code}) => `${field}: ${code}`);

test('a decision stands as it was made, limited when it names offices, until its last day has passed', () => {
  equal(standing(undefined, '2026-04-02'), 'none');
  equal(standing(given(), '2026-04-02'), 'given');
  equal(standing(given({state: 'withdrawn'}), '2026-04-02'), 'withdrawn');
  equal(standing(given({onlyOrganisations: ['f1']}), '2026-04-02'), 'limited');
  equal(standing(given({exceptOrganisations: ['f1']}), '2026-04-02'), 'limited');
  equal(standing(given({validUntil: '2026-04-02'}), '2026-04-02'), 'given');
  equal(standing(given({validUntil: '2026-04-01'}), '2026-04-02'), 'expired');
  equal(standing(given({validFrom: '2026-04-03'}), '2026-04-02'), 'not-yet');
});

test('the newest decision of a purpose counts, those of supporters stand beside it', () => {
  const all = [given({id: 'new', state: 'refused'}), given({id: 'old'}), given({id: 'helper', purpose: 'evacuation-plan-advance', supporterId: 'r1'})];
  const parts = byPurpose(all);
  equal(parts.length, 6);
  const roster = parts.find(part => part.purpose === 'roster-advance');
  equal([roster?.current.id, roster?.earlier.map(one => one.id)], ['new', ['old']]);
  const plan = parts.find(part => part.purpose === 'evacuation-plan-advance');
  equal([plan?.current, plan?.supporters.map(one => one.id)], [undefined, ['helper']]);
});

test('a form that lacks something says what', () => {
  equal(wrong(filled()), []);
  equal(wrong(formOf('roster-advance')), ['decidedOn: decidedOn']);
  equal(wrong(filled({decidedOn: '2026-04-03'})), ['decidedOn: inTheFuture']);
  equal(wrong(filled({validUntil: '2026-03-31'})), ['validUntil: endsBefore']);
  equal(wrong(filled({givenBy: 'proxy', proxyName: ' '})), ['proxyName: proxyName', 'proxyRelation: proxyRelation']);
  equal(wrong(filled({givenBy: 'supporter'})), ['supporterId: supporterId']);
  equal(wrong(filled({scope: 'only'})), ['organisations: organisations']);
  equal(wrong(filled(), {type: 'text/html', size: 10}), ['scan: scanType']);
  equal(wrong(filled({how: 'screen'}), {type: 'text/html', size: 10}), []);
});

test('only what was filled in is sent', () => {
  equal(commandOf(filled()), {purpose: 'roster-advance', decision: 'given', givenBy: 'person', how: 'paper', decidedOn: '2026-04-01'});
  equal(commandOf(filled({givenBy: 'proxy', proxyName: ' 田中健一 ', proxyRelation: '息子', scope: 'except', organisations: ['f2'], validUntil: '2027-03-31'})), {
    purpose: 'roster-advance',
    decision: 'given',
    givenBy: 'proxy',
    proxy: {name: '田中健一', relation: '息子'},
    how: 'paper',
    decidedOn: '2026-04-01',
    validUntil: '2027-03-31',
    exceptOrganisations: ['f2'],
  });
});

test('to change a decision is to begin with what stands', () => {
  const form = formOf('roster-advance', given({givenBy: 'proxy', proxyName: '田中健一', proxyRelation: '息子', onlyOrganisations: ['f1'], validUntil: '2027-03-31'}));
  equal([form.givenBy, form.proxyName, form.scope, form.organisations, form.validUntil], ['proxy', '田中健一', 'only', ['f1'], '2027-03-31']);
});

test('whoever helps by the plan may be asked, once', () => {
  const contacts = [{id: 'a', name: 'A', supporter: true}, {id: 'b', name: 'B', supporter: false}];
  equal(supportersOf(contacts, [{id: 'b', name: 'B'}, {id: 'a', name: 'A'}]).map(one => one.id), ['a', 'b']);
  equal(supportersOf(undefined, undefined), []);
});

test('the family view is limited to relatives, never to organisations', () => {
  const family = {...formOf('family-view', given({purpose: 'family-view', onlyRelatives: ['yukiko']})), decidedOn: '2026-04-01'};
  equal([family.scope, family.relatives], ['only', ['yukiko']]);
  equal(commandOf({...family, organisations: ['f1']}), {purpose: 'family-view', decision: 'given', givenBy: 'person', how: 'paper', decidedOn: '2026-04-01', onlyRelatives: ['yukiko']});
  equal(wrong({...family, relatives: []}), ['relatives: relatives']);
  equal(commandOf({...family, scope: 'all'}).onlyRelatives, undefined);
  equal(standing(given({purpose: 'family-view', onlyRelatives: ['yukiko']}), '2026-04-02'), 'limited');
});
