# the record and its check
record-means = всё сказанное, показанное, решённое, переданное. записи не меняются; сказанное можно уничтожить, запись остаётся.
record-verify = проверить всё
record-verify-means = файлы, таблицы, журнал и правила перечитываются, как это сделал бы посторонний.
record-verify-wait = читаем всё; большому делу нужна минута
record-kinds = виды записей
record-all = все
record-only = только
record-by = от
record-about = о
record-none = таких записей нет.
record-entries = { $n ->
    [one] запись
    [few] записи
   *[other] записей
  }
record-entry = запись
record-at = когда, UTC
record-who = кто
record-what = что
record-proof = доказательство
record-leaf = лист
record-erased = сказанное уничтожено
record-lead = наводка
kind-take-in = принято
kind-score-commitment = балл запечатан
kind-session = сессия
kind-blind-judgement = суждение вслепую
kind-reveal = показано
kind-decision = решение
kind-second-signature = вторая подпись
kind-bulk = за раз
kind-disclosure = передано
kind-reads = просмотрено
kind-kept = сохранено
kind-export = выгружено
kind-erasure = уничтожено
kind-model-change = смена машины
kind-forecast = прогноз
kind-answer = ответ
kind-matrix = гипотезы
kind-weighing = веса
kind-policy-change = правила и люди
verify-whole = всё в порядке
verify-broken = что-то не так
verify-looked-at = просмотрено
verify-size = записей
verify-root = корень журнала
verify-witnesses = свидетели
verify-no-witness = ещё никто извне не подписал
verify-checkpoint = контрольная точка, чтобы сверить с чужой копией
verify-not = журнал доказывает порядок и целостность; верно ли внесённое, он доказать не может.
