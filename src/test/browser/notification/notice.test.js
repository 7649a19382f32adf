import {equal, test} from '/test-modules/testing.js';
import {wayOf} from '/notification/entity/notice.js';

const MODE = {kind: 'emergency-mode-unconfirmed', about: 'CarePlan/flood'};

test('an unconfirmed emergency mode leads the city to the board and the auditor to who saw whom', () => {
  equal(wayOf(MODE)?.href, '/disasters/flood');
  equal(wayOf(MODE, true)?.href, '/disasters/flood/disclosure');
});

test('a team is led to the case or to the resident, an auditor to neither', () => {
  const call = {kind: 'emergency-case', about: 'Task/c1', caseId: 'c1', residentId: 'hana'};
  equal(wayOf(call)?.href, '/cases/c1');
  equal(wayOf({kind: 'evacuation-plan', about: 'CarePlan/p', residentId: 'hana'})?.href, '/residents/hana');
  equal(wayOf(call, true), undefined);
  equal(wayOf({kind: 'break-glass', about: 'break-glass/g', residentId: 'hana'}, true)?.href, '/audit/break-glass');
});
