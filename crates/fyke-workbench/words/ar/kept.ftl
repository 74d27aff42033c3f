# ما يحفظه الناس: إشارات وملاحظات وعمليات بحث
kept-bookmarks = إشارات
kept-notes = ملاحظات
kept-alerts = عمليات البحث والجديد
kept-to-check = للتحقق
kept-checked = تم التحقق
kept-important = مهم
kept-none = لا يُحفظ بعد الآن
kept-keep-as = احفظ بصفة
kept-keep = احفظ
kept-search-name = احفظ هذا البحث باسم
kept-search-save = احفظ وأخبرني بالجديد
kept-nothing = لم تحفظ شيئًا بعد. بجانب كل كيان أو خيط أو صف سبيل إلى حفظه
kept-none-fit = لا شيء مما حفظت يوافق هذا الاختيار
kept-all = الكل
kept-all-lists = كل القوائم
kept-what = ماذا
kept-status = الحال
kept-list = القائمة
kept-shared = للجميع
kept-by = من
kept-change = غيّر
kept-as-file = ملفًا:
note-about = عن
note-new = ملاحظة جديدة
note-edit = غيّر هذه الملاحظة
note-keep = احفظ الملاحظة
note-cite = استشهد بالصف كما تعرضه صفحته:
note-nothing = لا ملاحظات بعد. بجانب كل كيان أو خيط أو صف سبيل إلى كتابتها
note-nothing-here = لا ملاحظات عنه بعد
note-versions = { $n ->
    [zero] لا إصدارات سابقة
    [one] إصدار سابق واحد
    [two] إصداران سابقان
    [few] { $n } إصدارات سابقة
    [many] { $n } إصدارًا سابقًا
   *[other] { $n } إصدار سابق
  }
alerts-nothing = لم تحفظ أي بحث بعد. ابحث عن شيء واحفظ البحث هناك
alerts-new = جديد
alerts-nothing-new = لم يأتِ شيء منذ آخر اطّلاع لك
alerts-searches = عمليات بحث تحفظها
alerts-search = بحث
alerts-seen = اطّلعت
alerts-feed = موجز
alerts-feed-hint = من لديه عنوان الموجز يقرؤه دون دخول؛ ونسيان البحث ينهيه
alerts-forget = انسَ
alerts-address-broke = ليس هذا بحثًا يمكن تشغيله ثانية
alerts-address-repair = احفظه من صفحة البحث
