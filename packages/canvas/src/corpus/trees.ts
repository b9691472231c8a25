import type { CorpusRequest } from './request.ts'

export const TREES: CorpusRequest[] = [
  {
    name: 'mind-map-launch',
    kind: 'mind_map',
    rule: 'list',
    instructions: `Product launch
  Marketing
    Landing page
    Email campaign
    Launch video
  Engineering
    Feature freeze
    Load test
    Rollback plan
  Sales
    Price list
    Demo script
  Support
    Help articles
    Training`,
  },
  {
    name: 'mind-map-inline',
    kind: 'mind_map',
    rule: 'list',
    scheme: 'pastel',
    instructions:
      'Mind map of healthy habits: sleep (8 hours, no screens), food (vegetables, less sugar, water), movement (walking, strength, stretching), mind (reading, friends, nature)',
  },
  {
    name: 'mind-map-bullets',
    kind: 'mind_map',
    rule: 'list',
    style: 'creative',
    scheme: 'vibrant',
    instructions:
      'Brainstorm ideas for the summer party:\n- Food\n  - Barbecue\n  - Vegan buffet with salads, falafel and grilled vegetables\n  - Ice cream truck\n- Games\n  - Table football\n  - Quiz\n- Music\n  - Live band\n  - Karaoke\n- Place\n  - Lake\n  - Roof terrace',
  },
  {
    name: 'mind-map-markdown',
    kind: 'mind_map',
    rule: 'list',
    style: 'minimal',
    instructions:
      '# Machine learning\n## Supervised\n- Regression\n- Classification\n## Unsupervised\n- Clustering\n- Dimensionality reduction\n## Reinforcement\n- Q-learning\n- Policy gradients',
  },
  {
    name: 'mind-map-spanish',
    kind: 'mind_map',
    rule: 'list',
    instructions:
      'Mapa mental de viaje a Perú:\n- Preparación\n  - Pasaporte\n  - Vacunas\n- Ciudades\n  - Lima\n  - Cusco\n  - Arequipa\n- Comida\n  - Ceviche\n  - Lomo saltado',
  },
  {
    name: 'mermaid-mind-map',
    kind: 'mind_map',
    rule: 'mermaid',
    style: 'corporate',
    instructions:
      'mindmap\n  root((Job engine))\n    Queue\n      Priority\n      Back-off\n    Worker\n      Lease\n      Heartbeat\n    Store\n      PostgreSQL\n      Logs',
  },
  {
    name: 'mind-map-deep',
    kind: 'mind_map',
    rule: 'list',
    scheme: 'monochrome',
    instructions:
      'Animals\n  Vertebrates\n    Mammals\n      Cats\n        Lion\n        Lynx\n      Dogs\n        Wolf\n    Birds\n      Owl\n  Invertebrates\n    Insects\n      Bee\n      Ant\n    Molluscs\n      Octopus',
  },
  {
    name: 'org-reports',
    kind: 'org_chart',
    rule: 'org_chart',
    instructions: `Org chart of Northwind:
Ben Ortiz (CTO) reports to Ana Lopez (CEO)
Carla Weiss (CFO) reports to Ana Lopez
Dev Patel (COO) reports to Ana Lopez
Elif Kaya (Head of Platform) and Finn Berg (Head of Product) report to Ben Ortiz
Gina Rossi (Controller) reports to Carla Weiss
Hugo Blanc (Logistics) and Ida Holm (Support) report to Dev Patel`,
  },
  {
    name: 'org-manages',
    kind: 'org_chart',
    rule: 'org_chart',
    style: 'corporate',
    instructions:
      'Maria manages Tom, Priya and Lee. Priya manages Omar, Nina, Kofi, Yuki, Sven and Ada. Tom leads Bea and Carl.',
  },
  {
    name: 'org-list',
    kind: 'org_chart',
    rule: 'org_chart',
    scheme: 'pastel',
    instructions:
      'Organization chart:\n- Director: Helen Park\n  - Programme lead: Amir Said\n    - Field officer: Lucy Mwangi\n    - Field officer: Pedro Alves\n  - Finance lead: Joan Miró\n    - Accountant: Wei Chen',
  },
  {
    name: 'org-german',
    kind: 'org_chart',
    rule: 'org_chart',
    style: 'minimal',
    instructions:
      'Anna Schmidt berichtet an Jürgen Groß. Bernd Müller berichtet an Jürgen Groß. Çelik Öztürk berichtet an Anna Schmidt.',
  },
  {
    name: 'org-wide',
    kind: 'org_chart',
    rule: 'org_chart',
    style: 'creative',
    instructions:
      'Captain leads First mate, Engineer, Cook and Navigator. First mate manages Bosun, Sailor one, Sailor two, Sailor three, Sailor four. Engineer manages Oiler and Electrician.',
  },
]
