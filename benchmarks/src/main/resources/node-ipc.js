'use strict';
// Station and its commands, for Node: main forks the renderers, as Electron does, and they talk by process.send.
// A forked process has no standard input of its own here, so what controls it goes through a socket to a third,
// idle process, which the benchmark takes for the renderer.
const { fork } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const readline = require('node:readline');

const [role, directory] = process.argv.slice(2);
const BATCH = 1000;
const EVENT = 'bench:sample';
const REQUEST = 'bench:question';
const REPLY = 'bench:answer';

const peers = [];
const arrivals = { missing: 0, completedAt: 0n, complete: Promise.resolve(), resolve: () => {} };
let before = usage();
let replied = () => {};

const sampleOf = (bytes) => {
  const sample = { sentAt: Number(process.hrtime.bigint()), executionId: 'execution-7f3a', percent: 42, message: '' };
  sample.message = 'x'.repeat(bytes - JSON.stringify(sample).length);
  return sample;
};

function usage() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function withUsage(time) {
  return `${time} ${usage() - before} NaN`;
}

function receive(peer, message) {
  switch (message.name) {
    case EVENT:
      if (--arrivals.missing === 0) {
        arrivals.completedAt = process.hrtime.bigint();
        arrivals.resolve();
      }
      break;
    case REQUEST:
      peer.send({ name: REPLY, payload: message.payload });
      break;
    case REPLY:
      replied();
      break;
  }
}

/** Waits now and then until all has been written: what is sent without waiting is kept in memory. */
async function stream(events, size) {
  const sample = sampleOf(size);
  before = usage();
  const start = process.hrtime.bigint();
  for (let sent = 0; sent < events; ) {
    const end = Math.min(events, sent + BATCH);
    for (; sent < end - 1; sent++) {
      peers.forEach((peer) => peer.send({ name: EVENT, payload: sample }));
    }
    await Promise.all(
      peers.map((peer) => new Promise((written) => peer.send({ name: EVENT, payload: sample }, written))),
    );
    sent++;
  }
  return withUsage(start);
}

async function ask(count, size) {
  const sample = sampleOf(size);
  const durations = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const start = process.hrtime.bigint();
    await roundTrip(sample);
    durations[i] = Number(process.hrtime.bigint() - start);
  }
  return percentiles(durations);
}

function roundTrip(sample) {
  return new Promise((resolve) => {
    replied = resolve;
    peers[0].send({ name: REQUEST, payload: sample });
  });
}

/** Each from when it should have begun, also if the one before it was late. */
async function pace(count, size, perSecond) {
  const sample = sampleOf(size);
  const durations = new Float64Array(count);
  const start = Number(process.hrtime.bigint());
  for (let i = 0; i < count; i++) {
    const intended = start + (i * 1e9) / perSecond;
    while (Number(process.hrtime.bigint()) < intended) {
      await new Promise(setImmediate);
    }
    await roundTrip(sample);
    durations[i] = Number(process.hrtime.bigint()) - intended;
  }
  return percentiles(durations);
}

function percentiles(durations) {
  durations.sort();
  return [0.5, 0.99, 0.999].map((share) => durations[Math.ceil(share * durations.length) - 1]).join(' ');
}

async function obey(command, first, second, third) {
  switch (command) {
    case 'await':
      return 'connected';
    case 'expect':
      before = usage();
      arrivals.missing = Number(first);
      arrivals.complete = new Promise((resolve) => (arrivals.resolve = resolve));
      return 'expecting';
    case 'received':
      await arrivals.complete;
      return withUsage(arrivals.completedAt);
    case 'stream':
      return stream(Number(first), Number(second));
    case 'ask':
      return ask(Number(first), Number(second));
    case 'pace':
      return pace(Number(first), Number(second), Number(third));
    default:
      throw new Error(`Unknown command: ${command}`);
  }
}

async function serve(input, output, ended) {
  output.write('= ready\n');
  for await (const line of readline.createInterface({ input })) {
    output.write(`= ${await obey(...line.split(' '))}\n`);
  }
  ended();
}

function runMain() {
  // A renderer that has been asked for leaves a file; main forks one for each.
  const forked = new Set();
  fs.watch(directory, (change, name) => {
    if (name.endsWith('.wanted') && !forked.has(name)) {
      forked.add(name);
      const peer = fork(__filename, ['FORKED', path.join(directory, `${name}.sock`)]);
      peer.on('message', (message) => receive(peer, message));
      peers.push(peer);
    }
  });
  serve(process.stdin, process.stdout, () => process.exit());
}

function runForked(control) {
  peers.push(process);
  process.on('message', (message) => receive(process, message));
  process.on('disconnect', () => process.exit());
  const server = net.createServer((socket) => serve(socket, socket, () => process.exit()));
  server.listen(`${control}.new`, () => fs.renameSync(`${control}.new`, control));
}

function runRenderer() {
  const wanted = `${process.pid}.wanted`;
  const control = path.join(directory, `${wanted}.sock`);
  fs.writeFileSync(path.join(directory, wanted), '');
  const connect = () => {
    if (!fs.existsSync(control)) {
      setTimeout(connect, 5);
      return;
    }
    const socket = net.connect(control);
    process.stdin.pipe(socket).pipe(process.stdout);
    socket.on('close', () => process.exit());
  };
  connect();
}

({ MAIN: runMain, RENDERER: runRenderer, FORKED: () => runForked(directory) })[role]();
