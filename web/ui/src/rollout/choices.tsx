import type { ComponentChildren } from 'preact';
import { Hex } from '../certificate/field.js';
import type { Trust } from '../documents.js';
import { count } from '../format.js';
import type { Session } from '../session.js';
import { FIREFOX_ID } from './firefox.js';
import { suggested } from './hosts.js';
import type { Mode, Plan, Rolled } from './plan.js';

interface Props {
  session: Session;
  trust: Trust;
  pinned: Rolled['pinned'] | undefined;
}

const MODES: Record<Mode, [string, string]> = {
  inform: ['Inform', 'The toolbar says so.'],
  warn: ['Warn', 'A page says so first, and can be passed.'],
  block: ['Block', 'A page says so, and cannot be passed.'],
};

/** What an administrator chooses. */
export function Choices({ session, trust, pinned }: Props) {
  const plan = session.plan.value;
  const set = (more: Partial<Plan>) => {
    session.plan.value = { ...session.plan.value, ...more };
  };
  const props = { plan, set };
  return (
    <div class="choices">
      <fieldset>
        <legend>The extension</legend>
        <Text {...props} name="extensionId" label="Id in Chromium" hint="32 letters, as it was packed" />
        <Text
          {...props}
          name="updateUrl"
          label="Where Chromium finds it"
          hint="the address of its update manifest"
          placeholder="https://intranet.corp.example/anchorlight/updates.xml"
        />
        <Text
          {...props}
          name="xpiUrl"
          label="Where Firefox finds it"
          hint={`the .xpi with the id ${FIREFOX_ID}`}
          placeholder="https://intranet.corp.example/anchorlight/anchorlight.xpi"
        />
        <Tick {...props} name="xpiUnsigned" label="The .xpi is not signed by Mozilla">
          Only Firefox ESR, and builds without that rule, can be told to take it.
        </Tick>
      </fieldset>
      <fieldset>
        <legend>The trust store</legend>
        <Radio {...props} name="fromAddress" value={false} label="In the policy itself">
          A new version is a new policy.
        </Radio>
        <Radio {...props} name="fromAddress" value={true} label="At an address">
          Asked for when the browser starts and once a day, without cookies.
        </Radio>
        {plan.fromAddress && (
          <Text
            {...props}
            name="address"
            label="Address of the document"
            hint="https"
            placeholder="https://intranet.corp.example/trust-store.json"
          />
        )}
        {pinned && <Pinned {...pinned} />}
      </fieldset>
      <fieldset>
        <legend>On a site that is not trusted</legend>
        {(Object.entries(MODES) as [Mode, [string, string]][]).map(([mode, [label, words]]) => (
          <Radio key={mode} {...props} name="mode" value={mode} label={label}>
            {words}
          </Radio>
        ))}
      </fieldset>
      <Hosts {...props} trust={trust} />
      <fieldset>
        <legend>People and browsers</legend>
        <Tick
          {...props}
          name="allowOwnCertificates"
          label="People may add certificate authorities of their own"
        >
          They count only where this store knows no issuer, and are shown as theirs.
        </Tick>
        <Tick {...props} name="history" label="Changes of verdicts are kept">
          For each host, on the device only.
        </Tick>
        <Tick {...props} name="browserTrust" label="The browser itself trusts what the store trusts">
          Its own policies for certificates are written as well, as far as they can say it.
        </Tick>
        {plan.browserTrust && (
          <Text
            {...props}
            name="folder"
            label="Folder of the certificates for Firefox"
            hint="on the managed machines"
          />
        )}
        <Tick {...props} name="portalSettings" label="Settings in the policy of a portal, too">
          WorkSpaces Secure Browser does not document that it takes them: try it in one portal first.
        </Tick>
      </fieldset>
    </div>
  );
}

interface Field {
  plan: Plan;
  set: (more: Partial<Plan>) => void;
}

type NameOf<T> = { [Name in keyof Plan]: Plan[Name] extends T ? Name : never }[keyof Plan];

interface TextProps extends Field {
  name: NameOf<string>;
  label: string;
  hint: string;
  placeholder?: string;
}

function Text({ plan, set, name, label, hint, placeholder }: TextProps) {
  return (
    <div class="field">
      <label for={`plan-${name}`}>
        {label} <span class="hint">{hint}</span>
      </label>
      <input
        id={`plan-${name}`}
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        {...(placeholder && { placeholder })}
        value={plan[name]}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
      />
    </div>
  );
}

interface TickProps extends Field {
  name: NameOf<boolean>;
  label: string;
  children: ComponentChildren;
}

function Tick({ plan, set, name, label, children }: TickProps) {
  return (
    <label class="option">
      <input
        id={`plan-${name}`}
        type="checkbox"
        checked={plan[name]}
        onChange={(event) => set({ [name]: event.currentTarget.checked })}
      />
      <span>
        {label}
        <small>{children}</small>
      </span>
    </label>
  );
}

interface RadioProps extends Field {
  name: 'fromAddress' | 'mode';
  value: boolean | Mode;
  label: string;
  children: ComponentChildren;
}

function Radio({ plan, set, name, value, label, children }: RadioProps) {
  return (
    <label class="option">
      <input
        id={`plan-${name}-${value}`}
        type="radio"
        name={`plan-${name}`}
        checked={plan[name] === value}
        onChange={() => set({ [name]: value })}
      />
      <span>
        {label}
        <small>{children}</small>
      </span>
    </label>
  );
}

/** Whose signatures the first document must have: those whom it names. */
function Pinned({ signers, threshold }: NonNullable<Rolled['pinned']>) {
  return (
    <details>
      <summary>
        The first document must be signed by {threshold} of {count(signers.length, 'key')}, which this one
        names
      </summary>
      <ul>
        {signers.map((signer) => (
          <li key={signer}>
            <Hex hex={signer} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Hosts({ plan, set, trust }: Field & { trust: Trust }) {
  const named = trust.documents.flatMap(({ report }) => suggested(report.document));
  return (
    <fieldset>
      <legend>Hosts that are watched</legend>
      <div class="field">
        <label for="plan-hosts">
          One on each line <span class="hint">empty: every site that the extension may see</span>
        </label>
        <textarea
          id="plan-hosts"
          rows={4}
          spellcheck={false}
          autocapitalize="none"
          placeholder={'intranet.corp.example\n*.corp.example'}
          value={plan.hosts}
          onInput={(event) => set({ hosts: event.currentTarget.value })}
        />
      </div>
      {named.length > 0 && (
        <button type="button" class="quiet" onClick={() => set({ hosts: named.join('\n') })}>
          Take {count(named.length, 'host')} that the document names
        </button>
      )}
    </fieldset>
  );
}
