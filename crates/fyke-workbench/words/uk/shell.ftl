# the page around every page, and words used everywhere
skip-to-content = перейти до вмісту
menu = меню
menu-case = справа
menu-search = пошук
menu-leads = наводки
menu-triage = розбір
menu-flows = потоки
menu-graph = граф
menu-forecasts = прогнози
menu-kept = збережене
menu-record = журнал
menu-people = люди
find = шукати
find-label = шукати назви будь-яким письмом
come-in = увійти
leave = вийти
language = мова
theme = світла чи темна
theme-system = як у системі
theme-light = світла
theme-dark = темна
set = встановити
machine-suggests = машина пропонує, вирішують люди
permalink = постійне посилання на цей вигляд, версія справи { $version }
simulated = змодельовано
handling-open = відкрите
handling-licensed = за ліцензією
handling-restricted = обмежене
handling-source = від джерела
nobody-broke = це для людей справи
nobody-repair = увійдіть ключем доступу або парольною фразою
nowhere-broke = за цією адресою нічого немає
nowhere-repair = поверніться або скористайтеся пошуком
case-consignments = { $n ->
    [one] партія
    [few] партії
    [many] партій
   *[other] партії
  }
case-flows = { $n ->
    [one] торговельна цифра
    [few] торговельні цифри
    [many] торговельних цифр
   *[other] торговельної цифри
  }
case-entities = { $n ->
    [one] суб’єкт
    [few] суб’єкти
    [many] суб’єктів
   *[other] суб’єкта
  }
case-leads = { $n ->
    [one] наводка
    [few] наводки
    [many] наводок
   *[other] наводки
  }
case-waiting = { $n ->
    [one] чекає на когось
   *[other] чекають на когось
  }
case-blind = наводки тут оцінюють наосліп: думку машини запечатано, доки ви не скажете свою
case-empty = ще нічого не надійшло. файли додають у командному рядку:
case-datasets = звідки дані
case-dataset = набір даних
case-licence = ліцензія
case-files = файли
case-rows = рядки
case-refused = відхилено
case-not-seen = чого дані не показують
