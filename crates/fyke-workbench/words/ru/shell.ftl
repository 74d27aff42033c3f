# the page around every page, and words used everywhere
skip-to-content = перейти к содержанию
menu = меню
menu-case = дело
menu-search = поиск
menu-leads = наводки
menu-triage = разбор
menu-flows = потоки
menu-graph = граф
menu-forecasts = прогнозы
menu-kept = сохранённое
menu-record = журнал
menu-people = люди
find = искать
find-label = искать названия любым письмом
come-in = войти
leave = выйти
language = язык
theme = светлая или тёмная
theme-system = как в системе
theme-light = светлая
theme-dark = тёмная
set = установить
machine-suggests = машина предлагает, решают люди
permalink = постоянная ссылка на этот вид, версия дела { $version }
simulated = смоделировано
handling-open = открытое
handling-licensed = по лицензии
handling-restricted = ограниченное
handling-source = от источника
nobody-broke = это для людей дела
nobody-repair = войдите ключом доступа или парольной фразой
nowhere-broke = по этому адресу ничего нет
nowhere-repair = вернитесь или воспользуйтесь поиском
case-consignments = { $n ->
    [one] партия
    [few] партии
    [many] партий
   *[other] партии
  }
case-flows = { $n ->
    [one] торговая цифра
    [few] торговые цифры
    [many] торговых цифр
   *[other] торговой цифры
  }
case-entities = { $n ->
    [one] субъект
    [few] субъекта
    [many] субъектов
   *[other] субъекта
  }
case-leads = { $n ->
    [one] наводка
    [few] наводки
    [many] наводок
   *[other] наводки
  }
case-waiting = { $n ->
    [one] ждёт кого-то
   *[other] ждут кого-то
  }
case-blind = наводки здесь оценивают вслепую: мнение машины запечатано, пока вы не скажете своё
case-empty = ещё ничего не поступило. файлы добавляют в командной строке:
case-datasets = откуда данные
case-dataset = набор данных
case-licence = лицензия
case-files = файлы
case-rows = строки
case-refused = отклонено
case-not-seen = чего данные не показывают
