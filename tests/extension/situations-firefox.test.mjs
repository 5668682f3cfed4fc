// Firefox with the extension installed by policy and the trust store in it: every kind of chain that a site can have.
import { situations } from './lib/situations.mjs';

situations('firefox');
