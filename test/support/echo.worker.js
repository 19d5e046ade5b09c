/** A thread for the tests of the pool. */
const { parentPort, threadId } = require('node:worker_threads');

const answers = {
  thread: () => ({ result: String(threadId) }),
  fail: () => ({ failure: 'It broke.' }),
  exit: () => process.exit(3),
  environment: () => ({ result: JSON.stringify(Object.keys(process.env)) }),
};

parentPort.on('message', (task) => {
  while (task === 'hang');
  parentPort.postMessage(answers[task]());
});
