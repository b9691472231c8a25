import type { CorpusRequest } from './request.ts'

export const STRUCTURED: CorpusRequest[] = [
  {
    name: 'timeline-web',
    kind: 'timeline',
    rule: 'timeline',
    instructions:
      'Timeline of the web:\n1989: Tim Berners-Lee proposes the web\n1993: Mosaic browser\n1995: JavaScript in ten days\n2004: Web 2.0\n2008: Chrome\n2014: HTML5 is a standard',
  },
  {
    name: 'timeline-roadmap',
    kind: 'timeline',
    rule: 'timeline',
    style: 'corporate',
    scheme: 'vibrant',
    instructions:
      'Roadmap: Q1 2025 Private beta with ten customers, Q2 2025 Public launch, Q3 2025 Mobile apps, Q4 2025 Enterprise plan',
  },
  {
    name: 'timeline-day',
    kind: 'timeline',
    rule: 'timeline',
    style: 'creative',
    scheme: 'pastel',
    instructions:
      'Agenda for the workshop\n09:00 Welcome and coffee\n09:30 Where we are: numbers of the last year, what customers told us and what we learned from it\n10:45 Break\n11:00 Group work\n12:30 Lunch\n13:30 Presentations\n15:00 Decisions and next steps\n16:00 Farewell',
  },
  {
    name: 'timeline-weeks',
    kind: 'timeline',
    rule: 'timeline',
    scheme: 'monochrome',
    instructions: 'Week 1: Kick-off\nWeek 2: Interviews\nWeek 4: Prototype\nWeek 6: Test with users\nWeek 8: Report',
  },
  {
    name: 'timeline-japanese',
    kind: 'timeline',
    rule: 'timeline',
    style: 'creative',
    instructions:
      '日本史の年表:\n794年 平安京に都が移る\n1192年 鎌倉幕府が成立する\n1603年 江戸幕府が開かれる\n1868年 明治維新',
  },
  {
    name: 'mermaid-timeline',
    kind: 'timeline',
    rule: 'mermaid',
    instructions:
      'timeline\n  title History of social media\n  2002 : LinkedIn\n  2004 : Facebook : Google goes public\n  2005 : YouTube\n  2006 : Twitter',
  },
  {
    name: 'sequence-login',
    kind: 'sequence',
    rule: 'sequence',
    instructions:
      'Sequence diagram of the login:\nUser -> Browser: enters email and password\nBrowser -> API: POST /login\nAPI -> Database: find user\nDatabase --> API: user row\nAPI -> API: verify the hash\nAPI --> Browser: 200 and a session cookie\nBrowser --> User: shows the dashboard',
  },
  {
    name: 'sequence-payment',
    kind: 'sequence',
    rule: 'sequence',
    style: 'corporate',
    scheme: 'pastel',
    instructions:
      'Sequence: Customer -> Shop: place order\nShop -> Payment provider: authorise 49.90 EUR with 3-D Secure\nPayment provider -> Bank: request\nBank --> Payment provider: approved\nPayment provider --> Shop: webhook payment.succeeded\nShop -> Warehouse: pick and pack\nShop --> Customer: confirmation email',
  },
  {
    name: 'mermaid-sequence',
    kind: 'sequence',
    rule: 'mermaid',
    style: 'creative',
    instructions:
      'sequenceDiagram\n  actor U as User\n  participant W as Web app\n  participant J as Job engine\n  U->>W: draw this\n  W->>J: enqueue canvas.draw\n  J-->>W: 202 with the job\n  loop every second\n    W->>J: status?\n    J-->>W: drawn 12 of 30\n  end\n  W-->>U: the proposal',
  },
  {
    name: 'kanban-sprint',
    kind: 'kanban',
    rule: 'kanban',
    instructions:
      'Kanban board for sprint 12:\nTo do: Write the release notes, Update the price page\nIn progress: Fix the flaky upload test, Dark mode for the editor\nReview: Paging of the job list\nDone: Rotate the signing keys, Upgrade PostgreSQL to 18',
  },
  {
    name: 'kanban-markdown',
    kind: 'kanban',
    rule: 'kanban',
    style: 'creative',
    scheme: 'vibrant',
    instructions:
      'Kanban\n## Ideas\n- Podcast\n- Meet-up in Lyon with the local user group, if the venue is free\n## Doing\n- Newsletter\n## Done\n- Website\n- Logo',
  },
  {
    name: 'kanban-empty',
    kind: 'kanban',
    rule: 'kanban',
    style: 'minimal',
    instructions: 'A kanban board with columns Backlog, Ready, Doing, Review and Done.',
  },
  {
    name: 'comparison-table',
    kind: 'comparison',
    rule: 'table',
    instructions:
      '| Database | Licence | Best at | Weak at |\n|---|---|---|---|\n| PostgreSQL | PostgreSQL | Everything relational, JSON, extensions | Very high write rates on one node |\n| SQLite | Public domain | Embedded, zero set-up | Concurrent writers |\n| MongoDB | SSPL | Nested documents | Joins |',
  },
  {
    name: 'comparison-vs',
    kind: 'comparison',
    rule: 'comparison',
    style: 'corporate',
    instructions:
      'Remote vs Office\nFocus: high vs medium\nCommuting: none vs 40 minutes a day\nSpontaneous talks: rare vs many\nCost for the company: low vs high',
  },
  {
    name: 'comparison-criteria',
    kind: 'comparison',
    rule: 'comparison',
    scheme: 'vibrant',
    instructions: 'Compare React vs Vue vs Svelte on learning curve, bundle size, ecosystem and jobs',
  },
  {
    name: 'comparison-french',
    kind: 'comparison',
    rule: 'table',
    style: 'creative',
    scheme: 'pastel',
    instructions:
      'Moyens de transport\n| | Train | Avion | Voiture |\n| --- | --- | --- | --- |\n| Durée | 4 h | 1 h 30 + trajets | 7 h |\n| Émissions de CO₂ | 3 kg | 120 kg | 90 kg |\n| Confort | élevé | moyen | variable |',
  },
  {
    name: 'entities-shop',
    kind: 'entity_diagram',
    rule: 'entities',
    instructions:
      'ER diagram for a shop:\nCustomer: id uuid, name text, email text\nOrder: id uuid, customer_id uuid, placed_at timestamptz, total money\nOrder line: order_id uuid, product_id uuid, quantity int\nProduct: id uuid, title text, price money\nCustomer has many orders\nOrder has many order lines\nOrder line references product',
  },
  {
    name: 'entities-brackets',
    kind: 'entity_diagram',
    rule: 'entities',
    style: 'corporate',
    scheme: 'pastel',
    instructions:
      'Data model: Author(id pk, name, country). Book(id pk, author_id fk, title, year). Author has many books.',
  },
  {
    name: 'mermaid-entities',
    kind: 'entity_diagram',
    rule: 'mermaid',
    style: 'minimal',
    instructions:
      'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER ||--|{ LINE_ITEM : contains\n  CUSTOMER }|..|{ DELIVERY_ADDRESS : uses\n  CUSTOMER {\n    string name PK\n    string email\n  }\n  ORDER {\n    int number PK\n    date placed\n  }',
  },
  {
    name: 'entities-workbench',
    kind: 'entity_diagram',
    rule: 'entities',
    style: 'creative',
    scheme: 'vibrant',
    instructions:
      'Database schema:\nWorkspace: id, token_hash\nJob: id, workspace_id, kind, status, progress\nJob log: job_id, seq, stream, text\nScript: id, workspace_id, name\nWorkspace has many jobs\nWorkspace has many scripts\nJob has many job logs',
  },
]
