/** A process for the tests of the pool. */
const answers = {
  process: () => ({ result: String(process.pid) }),
  rank: () => ({ result: String(require('node:os').getPriority()) }),
  fail: () => ({ failure: 'It broke.' }),
  exit: () => process.exit(3),
  environment: () => ({ result: JSON.stringify(Object.keys(process.env)) }),
};

process.once('disconnect', () => process.exit());
process.on('message', (task) => {
  while (task === 'hang');
  process.send(answers[task]());
});
