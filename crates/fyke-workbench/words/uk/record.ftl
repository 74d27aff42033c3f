# the record and its check
record-means = усе сказане, показане, вирішене, передане. записи не змінюються; сказане можна знищити, запис лишається.
record-verify = перевірити все
record-verify-means = файли, таблиці, журнал і правила перечитуються, як це зробив би сторонній.
record-verify-wait = читаємо все; велика справа потребує хвилини
record-kinds = види записів
record-all = усі
record-only = лише
record-by = від
record-about = про
record-none = таких записів немає.
record-entries = { $n ->
    [one] запис
    [few] записи
   *[other] записів
  }
record-entry = запис
record-at = коли, UTC
record-who = хто
record-what = що
record-proof = доказ
record-leaf = листок
record-erased = сказане знищено
record-lead = наводка
kind-take-in = прийнято
kind-score-commitment = бал запечатано
kind-session = сесія
kind-blind-judgement = судження наосліп
kind-reveal = показано
kind-decision = рішення
kind-second-signature = другий підпис
kind-bulk = за раз
kind-disclosure = передано
kind-reads = переглянуто
kind-kept = збережено
kind-export = вивантажено
kind-erasure = знищено
kind-model-change = зміна машини
kind-forecast = прогноз
kind-answer = відповідь
kind-matrix = гіпотези
kind-weighing = ваги
kind-policy-change = правила й люди
verify-whole = усе гаразд
verify-broken = щось не так
verify-looked-at = переглянуто
verify-size = записів
verify-root = корінь журналу
verify-witnesses = свідки
verify-no-witness = ще ніхто ззовні не підписав
verify-checkpoint = контрольна точка, щоб звірити з чужою копією
verify-not = журнал доводить порядок і цілість; чи правда внесене, він довести не може.
