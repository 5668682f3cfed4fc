// Passwords asked for in the terminal: a pseudo-terminal by Python stands for one, which shows what a person would see.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { Maker } from './made.mjs';
import { lacks, python } from './tools.mjs';

const maker = new Maker();
const password = 'correct horse';
const key = maker.key('ec');
const certificate = maker.write('own.pem', maker.certificate({ key, subject: '/CN=Kept' }));
const store = maker.path('server.p12');
openssl(
  'pkcs12',
  '-export',
  '-in',
  certificate,
  '-inkey',
  key,
  '-passout',
  `pass:${password}`,
  '-out',
  store,
);

/** Starts a program in a terminal of its own and answers each question with the next line; prints what was on the screen. */
const terminal = `
import json, os, pty, termios, time
lines, command = json.loads(argv[0]), argv[1:]
pid, master = pty.fork()
if pid == 0:
    os.execv(command[0], command)
screen, asked = b'', 0
while True:
    try:
        read = os.read(master, 65536)
    except OSError:
        break
    if not read:
        break
    screen += read
    while screen.count(b'Password of') > asked:
        while not screen.endswith(b': '):
            screen += os.read(master, 65536)
        # Nobody types faster than the echo is off.
        while termios.tcgetattr(master)[3] & termios.ECHO:
            time.sleep(0.01)
        os.write(master, lines[asked].encode() + b'\\n')
        asked += 1
_, status = os.waitpid(pid, 0)
print(json.dumps({'screen': screen.decode(), 'asked': asked, 'code': os.waitstatus_to_exitcode(status)}))
`;
const inTerminal = (lines, ...args) =>
  JSON.parse(python(terminal, JSON.stringify(lines), commandLine, 'inspect', ...args));

const skip = lacks('python3', '--version');

test('a password is asked for until one opens the file, and is not shown', { skip }, () => {
  const { screen, asked, code } = inTerminal(['wrong', password], store);
  assert.deepEqual([asked, code], [2, 0]);
  assert.match(screen, /Password of .*server\.p12 \(Enter alone leaves it closed\): /);
  assert.match(screen, /subject +CN=Kept/);
  assert.ok(!screen.includes(password) && !screen.includes('wrong\r\n'), 'what was typed is on the screen');
});

test('Enter alone leaves it closed, and says so', { skip }, () => {
  const { screen, asked, code } = inTerminal([''], store);
  assert.deepEqual([asked, code], [1, 1]);
  assert.match(screen, /\[container\.password_needed\]/);
});

test('nobody is asked with a file of passwords, for what is open, or where there is no terminal', {
  skip,
}, () => {
  const passwords = maker.write('passwords', 'other\n');
  assert.equal(inTerminal([], '--password-file', passwords, store).asked, 0);
  assert.equal(inTerminal([], certificate).asked, 0);
  const { stdout, stderr } = spawnSync(commandLine, ['inspect', store], { encoding: 'utf8', input: '' });
  assert.match(stdout, /\[container\.password_needed\]/);
  assert.equal(stderr, '');
});
