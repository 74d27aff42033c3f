# entities, records, judgements, rows, datasets
entity-asked-as = запитано як
entity-graph = граф
entity-timeline = хронологія
entity-paths = шляхи до іншого
entity-lead = наводка
entity-facts = факти
entity-no-facts = крім назви, нічого не сказано
entity-conflicts = { $n ->
    [one] в одному місці джерела суперечать одне одному
    [few] у { $n } місцях джерела суперечать одне одному
    [many] у { $n } місцях джерела суперечать одне одному
   *[other] у { $n } місця джерела суперечать одне одному
  }
entity-conflict = суперечність
entity-prop = властивість
entity-value = значення
entity-said-by = хто каже
entity-more-values = ще { $n } значень
entity-links = зв’язки
entity-no-links = ні власників, ні посад, ні інших зв’язків не відомо; з ким торгує — у розділі торгівлі
entity-link = зв’язок
entity-other = інша сторона
entity-days = дні
entity-rows = рядки
entity-out = до
entity-in = від
entity-traded = торгівля і дні
entity-sent = { $n ->
    [one] партію надіслано
    [few] партії надіслано
    [many] партій надіслано
   *[other] партії надіслано
  }
entity-received = { $n ->
    [one] партію отримано
    [few] партії отримано
    [many] партій отримано
   *[other] партії отримано
  }
entity-all-events = усі події: { $n }
entity-records = записи
entity-split = відокремити вибрані записи
entity-split-what = виберіть записи, що означають когось іншого; вони стануть окремим суб’єктом, і це можна повернути
entity-split-do = відокремити
entity-why-one = чому це одне
entity-why-apart = порівняно і розрізнено
pairs-title = невирішені пари
pairs-what = два записи, що можуть означати одне; машина не розсудить, людина може
pairs-waiting = { $n ->
    [one] чекає { $shown } пара
    [few] чекають { $shown } пари
    [many] чекають { $shown } пар
   *[other] чекають { $shown } пари
  }
pairs-none = тут нічого не чекає: усі пари вже розрізнено машиною або людьми
pairs-key-move = рух
pairs-key-why = написати причину
pairs-one-now = імовірність, що це одне; зараз це один суб’єкт
pairs-apart-now = імовірність, що це одне; зараз вони окремо
pairs-reasons = що за і що проти
say-same = те саме
say-different = різне
say-unsure = не визначити
say-split = відокремлено
say-taken-back = повернуто рядок
say-why = чому
say-no-why = судження без причини не записано
say-no-why-repair = поверніться і скажіть кількома словами чому
judgements-title = що люди сказали про записи
judgements-what = кожен рядок лишається; повернення — це ще один рядок
judgements-none = ще ніхто нічого не сказав; нерозв’язані пари чекають на когось
judgements-gone = більше не діє
judgements-take-back = повернути
timeline-title = хронологія
timeline-of-whom = хронологія комусь належить: напишіть назву
timeline-none = за таких умов нічого з датою не відомо
timeline-events = { $n ->
    [one] { $shown } подія
    [few] { $shown } події
    [many] { $shown } подій
   *[other] { $shown } події
  }
timeline-drawing = події за днями, рядами
timeline-drawn-part = намальовано перші події; у списку всі
filter-since = з
filter-until = до
filter-kinds = види
kind-consignment = партія
kind-listing = внесення до списку
kind-ownership = власність
kind-directorship = керівництво
kind-payment = платіж
kind-position = місце судна
kind-trade = торгівля
kind-link = зв’язок
kind-sanction = санкція
prop-name = назва
prop-alias = також відомо як
prop-country = країна
prop-incorporationdate = засновано
prop-birthdate = народження
prop-builddate = збудовано
prop-address = адреса
prop-registrationnumber = реєстраційний номер
prop-status = статус
prop-program = програма
row-title = рядок
row-lean-back = назад до наводки, спираючись на цей рядок
row-of = рядок { $n },
row-of-rows = із { $n } рядків
row-before = попередній рядок
row-after = наступний рядок
row-cells = клітинки, як у файлі
row-became = чим це стало
row-became-nothing = жодна таблиця цього не взяла
row-refused = відхилено
row-bytes = байти у файлі
row-bytes-at = рядок починається з байта { $from } і має довжину { $len }
row-no-bytes = цей файл не є текстом, де рядок має своє місце
row-no-text = ці байти не є UTF-8; нечитані літери показано знаками, а нижче байти числами
row-hex = байти шістнадцятково
row-file-stays = файл від джерела, його не видають
row-download = завантажити файл
evidence-stays = цей файл від джерела, його не видають
evidence-stays-repair = читайте його рядки тут; те, що кажуть і відкриті дані, може вийти з ними
dataset-file = файл
dataset-bytes = байти
dataset-added = надійшов
dataset-stands = найновіше видання
dataset-stands-yes = так
dataset-stands-no = ні, є новіше
dataset-see-refused = подивитися, що відхилено ({ $n })
dataset-entities = суб’єкти, яких він називає
refused-title = чого не взяла жодна таблиця
refused-what = кожен рядок чи клітинка: що зламалося і що робити
refused-none = узято все
refused-column = стовпець
refused-why = що зламалося і що робити
diff-title = що змінилося між двома виданнями
diff-from = від
diff-to = до
diff-compare = порівняти
diff-one = у цього набору немає двох видань
diff-one-repair = додайте новіше видання командою fyke add
diff-none = нічого не змінилося
diff-added = додано
diff-removed = вилучено
diff-changed = змінено
