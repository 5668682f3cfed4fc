/** The page in one picture: a lamp, its light along the links of a chain, an anchor at the end. */
export function Lamp() {
  return (
    <svg class="lamp" viewBox="0 0 640 150" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id="lamp-light">
          <stop offset="0" stop-color="#f4c56a" stop-opacity=".75" />
          <stop offset="1" stop-color="#f4c56a" stop-opacity="0" />
        </linearGradient>
      </defs>
      <path fill="url(#lamp-light)" d="M58 50 640-6v162L58 62z" />
      <g class="lamp-house">
        <path d="m38 142 7-66h26l7 66z" />
        <path class="lamp-stripe" d="m43.500 92-2.300 22h33.600l-2.300-22z" />
        <path d="M36 76h44M44 42v34M72 42v34M40 42h36L58 22z" />
        <circle class="lamp-light" cx="58" cy="57" r="9" />
      </g>
      <g class="lamp-chain">
        <path d="M286 74h38M430 74h66" />
        <rect x="180" y="50" width="106" height="48" rx="7" />
        <rect x="324" y="50" width="106" height="48" rx="7" />
        <path class="lamp-lines" d="M194 67h52M194 80h32M338 67h52M338 80h32" />
        <path class="lamp-tick" d="m260 74 5 5 9-11M404 74l5 5 9-11" />
      </g>
      <g class="lamp-anchor">
        <circle cx="540" cy="36" r="9" />
        <path d="M540 45v72M523 60h34M504 84c2 23 17 33 36 33s34-10 36-33" />
      </g>
    </svg>
  );
}
