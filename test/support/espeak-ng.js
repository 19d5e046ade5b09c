#!/usr/bin/env node
/** A stand-in for the system's eSpeak NG: a tone, 10 ms a byte, under a header whose lengths lie as the real one's do. */
const fs = require('node:fs');
const path = require('node:path');

const table = ['Pty Language Age/Gender VoiceName File Other', ' 2  en-gb --/M English gmw/en (en 2)', ''].join('\n');

function tone(bytes) {
  const wave = Buffer.alloc(44 + bytes * 160);
  wave.write('RIFF\x24\xf0\xff\x7fWAVEfmt ', 'latin1');
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 16000],
  ])
    wave.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ])
    wave.writeUInt16LE(value, at);
  wave.write('data\x00\xf0\xff\x7f', 36, 'latin1');
  for (let at = 44; at < wave.length; at += 2) wave.writeInt16LE(at % 32 < 16 ? 5000 : -5000, at);
  return wave;
}

function speak(text) {
  if (!text.includes('hang')) return process.stdout.write(tone(Buffer.byteLength(text)));
  setInterval(() => undefined, 1000);
  fs.writeFileSync(path.join(__dirname, 'hangs'), String(process.pid));
}

const [first] = process.argv.slice(2);
if (first === '--version') console.log('eSpeak NG text-to-speech: 9.9  Data at: nowhere');
else if (first === '--voices') process.stdout.write(table);
else speak(fs.readFileSync(0, 'utf8'));
