// What a browser under policy has in common with another: it can be started again, and leaves nothing behind.

/**
 * Sets the policy and opens the browser: an object of `open` with `stop`, `setManaged` and `restart`, which ends the
 * browser and starts it again with the same profile. `release` takes away what was there for it.
 */
export async function underPolicy({ open, managed, setManaged: write, release }) {
  let [started, present] = [];
  const setManaged = (value) => {
    present = value;
    write(value);
  };
  const start = async () => {
    started = await open();
    await started.installed(present);
    return Object.assign(started, { stop, setManaged, restart });
  };
  const stop = async () => {
    await started?.close();
    release();
  };
  const restart = async () => {
    await (started.quit?.() ?? started.close());
    return start();
  };
  try {
    setManaged(managed);
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }
}
