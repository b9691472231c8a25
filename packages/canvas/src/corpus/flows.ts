import type { CorpusRequest } from './request.ts'

export const FLOWS: CorpusRequest[] = [
  {
    name: 'checkout',
    kind: 'flowchart',
    rule: 'arrows',
    instructions:
      'Draw a flowchart of our checkout:\nStart -> Cart -> Address -> Payment\nPayment -> Payment accepted?\nPayment accepted? -> Order confirmed: yes\nPayment accepted? -> Payment: no\nOrder confirmed -> End',
  },
  {
    name: 'incident',
    kind: 'flowchart',
    rule: 'arrows',
    style: 'corporate',
    instructions: `Incident response:
Alert fires -> On-call acknowledges -> Customer impact?
Customer impact? -> Open incident channel: yes
Customer impact? -> Fix in working hours: no
Open incident channel -> Assign commander -> Mitigate -> Resolved?
Resolved? -> Write post-mortem: yes
Resolved? -> Escalate to vendor: no
Escalate to vendor -> Mitigate
Write post-mortem -> Review actions -> End
Fix in working hours -> End`,
  },
  {
    name: 'ci-pipeline',
    kind: 'flowchart',
    rule: 'arrows',
    scheme: 'pastel',
    instructions:
      'CI pipeline, left to right: Commit → Build → Unit tests → Integration tests → Deploy to staging → Smoke tests → Deploy to production',
  },
  {
    name: 'microservices',
    kind: 'flowchart',
    rule: 'arrows',
    scheme: 'vibrant',
    instructions: `Architecture:
group Edge: CDN, API gateway
group Services: Auth service, Order service, Catalog service, Notification service
group Data: Postgres database, Redis cache, Event queue
CDN -> API gateway
API gateway -> Auth service, Order service, Catalog service
Order service -> Postgres database: writes
Catalog service -> Redis cache: reads
Order service -> Event queue: publishes
Event queue -> Notification service: delivers
Auth service -> Postgres database`,
  },
  {
    name: 'refund-lanes',
    kind: 'flowchart',
    rule: 'arrows',
    instructions: `Refund process
lane Customer: Ask for refund, Receive money
lane Support: Check the order, Eligible?
lane Finance: Approve amount, Send payment
Ask for refund -> Check the order -> Eligible?
Eligible? -> Approve amount: yes
Eligible? -> Ask for refund: no, explain
Approve amount -> Send payment -> Receive money`,
  },
  {
    name: 'self-loop-and-cycle',
    kind: 'flowchart',
    rule: 'arrows',
    style: 'minimal',
    instructions:
      'Idle -> Running: start\nRunning -> Running: tick\nRunning -> Paused: pause\nPaused -> Running: resume\nRunning -> Idle: stop\nPaused -> Idle: stop\nPaused -> Idle: stop',
  },
  {
    name: 'coffee-steps',
    kind: 'flowchart',
    rule: 'steps',
    style: 'creative',
    instructions:
      'How to make filter coffee:\n1. Boil water\n2. Grind 20 g of beans\n3. Rinse the filter\n4. Is the water at 94 °C? If not, go back to step 1\n5. Pour slowly in circles\n6. Enjoy',
  },
  {
    name: 'onboarding-prose-steps',
    kind: 'flowchart',
    rule: 'steps',
    instructions:
      'First the new colleague signs the contract. Then IT prepares a laptop and the accounts. After that the team lead plans the first week. Finally everyone meets for lunch.',
  },
  {
    name: 'long-labels',
    kind: 'flowchart',
    rule: 'arrows',
    style: 'corporate',
    scheme: 'monochrome',
    instructions:
      'The customer submits a written request for the deletion of all personal data under Article 17 of the GDPR -> The data protection officer verifies the identity of the person who asked within five working days -> Is there a legal obligation to keep any part of the data, for example for tax reasons?\nIs there a legal obligation to keep any part of the data, for example for tax reasons? -> Block the data and inform the customer: yes, for at most ten years\nIs there a legal obligation to keep any part of the data, for example for tax reasons? -> Delete everything, backups included, and send a confirmation: no',
  },
  {
    name: 'chinese-flow',
    kind: 'flowchart',
    rule: 'arrows',
    style: 'creative',
    instructions: '开始 → 用户登录 → 验证成功？\n验证成功？ → 进入主页: 是\n验证成功？ → 用户登录: 否\n进入主页 → 结束',
  },
  {
    name: 'german-flow',
    kind: 'flowchart',
    rule: 'arrows',
    scheme: 'pastel',
    instructions:
      'Zeichne ein Flussdiagramm: Anfang -> Rechnungseingangsprüfung -> Freigabe nötig?; Freigabe nötig? -> Geschäftsführung: ja; Freigabe nötig? -> Zahlungsanweisung: nein; Geschäftsführung -> Zahlungsanweisung -> Ende',
  },
  {
    name: 'emoji-flow',
    kind: 'flowchart',
    rule: 'arrows',
    style: 'creative',
    scheme: 'vibrant',
    instructions: '🌱 Seed -> 🌿 Sprout -> 🌳 Tree -> 🍎 Fruit -> 🌱 Seed: falls\n🌳 Tree -> 🐦‍⬛ Birds: shelter',
  },
  {
    name: 'hostile-labels',
    kind: 'flowchart',
    rule: 'arrows',
    instructions:
      '<script>alert(1)</script> -> <img src=x onerror=alert(1)> -> javascript:alert(document.cookie)\n<svg/onload=alert(2)> -> https://evil.example/?q=1: [click](javascript:void(0))',
  },
  {
    name: 'one-long-word',
    kind: 'flowchart',
    rule: 'arrows',
    style: 'minimal',
    instructions: `${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(3)} -> ${'x'.repeat(190)} -> ok`,
  },
  {
    name: 'mermaid-flowchart',
    kind: 'flowchart',
    rule: 'mermaid',
    instructions:
      '```mermaid\nflowchart TD\n  A([Start]) --> B{Is it raining?}\n  B -->|yes| C[Take an umbrella]\n  B -->|no| D[Wear sunglasses]\n  C & D --> E[Leave the house]\n  E -.->|later| F[(Diary)]\n  subgraph Outside\n    E\n  end\n```',
  },
  {
    name: 'mermaid-services',
    kind: 'flowchart',
    rule: 'mermaid',
    style: 'corporate',
    instructions:
      'graph LR\n  subgraph client [Client]\n    web[Web app]\n    ios[iOS app]\n  end\n  subgraph backend [Backend]\n    api[API]\n    worker[Worker]\n  end\n  web --> api\n  ios --> api\n  api -- enqueues --> queue[(Queue)]\n  queue --> worker\n  worker --> db[(PostgreSQL)]\n  api --> db',
  },
  {
    name: 'mermaid-state',
    kind: 'flowchart',
    rule: 'mermaid',
    scheme: 'pastel',
    instructions:
      'stateDiagram-v2\n  [*] --> Queued\n  Queued --> Running: fetched\n  Running --> Completed: done\n  Running --> Failed: error\n  Failed --> Queued: retry\n  Queued --> Cancelled: cancel\n  Completed --> [*]',
  },
]
