// In a fresh process: what it costs to import a contender and to check one chain. Prints JSON.
import { benchChains } from './chains.mjs';
import { contenders } from './contenders.mjs';

const [, , name, kind] = process.argv;
const chain = benchChains()[kind];
const cpu = process.cpuUsage();
const start = performance.now();
const check = await contenders[name].make();
if (!(await check(chain))) throw new Error(`${name} does not trust the ${kind} chain`);
const elapsed = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ cpu: (user + system) / 1000, elapsed }));
