# the page around every page, and words used everywhere
skip-to-content = انتقل إلى المحتوى
menu = القائمة
menu-case = القضية
menu-search = بحث
menu-leads = خيوط
menu-triage = فرز
menu-flows = تدفقات
menu-graph = رسم الشبكة
menu-forecasts = توقعات
menu-kept = محفوظات
menu-record = السجل
menu-people = الأشخاص
find = ابحث
find-label = ابحث عن الأسماء بأي خط
come-in = دخول
leave = خروج
language = اللغة
theme = فاتح أو داكن
theme-system = كما في النظام
theme-light = فاتح
theme-dark = داكن
set = اضبط
machine-suggests = الآلة تقترح والناس يقررون
permalink = رابط دائم لهذا العرض، إصدار القضية { $version }
simulated = محاكاة
handling-open = مفتوح
handling-licensed = برخصة
handling-restricted = مقيّد
handling-source = من مصدر
nobody-broke = هذا لأشخاص القضية
nobody-repair = ادخل بمفتاح المرور أو بعبارة السر
nowhere-broke = لا شيء في هذا العنوان
nowhere-repair = ارجع أو ابحث عما تريد
case-consignments = { $n ->
    [zero] شحنة
    [one] شحنة
    [two] شحنتان
    [few] شحنات
    [many] شحنة
   *[other] شحنة
  }
case-flows = { $n ->
    [zero] رقم تجاري
    [one] رقم تجاري
    [two] رقمان تجاريان
    [few] أرقام تجارية
    [many] رقمًا تجاريًا
   *[other] رقم تجاري
  }
case-entities = { $n ->
    [zero] كيان
    [one] كيان
    [two] كيانان
    [few] كيانات
    [many] كيانًا
   *[other] كيان
  }
case-leads = { $n ->
    [zero] خيط
    [one] خيط
    [two] خيطان
    [few] خيوط
    [many] خيطًا
   *[other] خيط
  }
case-waiting = { $n ->
    [zero] لا أحد ينتظر
    [one] ينتظر أحدًا
    [two] ينتظران أحدًا
    [few] تنتظر أحدًا
    [many] تنتظر أحدًا
   *[other] تنتظر أحدًا
  }
case-blind = تُقيَّم الخيوط هنا دون اطّلاع: رأي الآلة مختوم حتى تقول رأيك
case-empty = لم يدخل شيء بعد. تُضاف الملفات من سطر الأوامر:
case-datasets = من أين تأتي البيانات
case-dataset = مجموعة بيانات
case-licence = رخصة
case-files = ملفات
case-rows = صفوف
case-refused = مرفوض
case-not-seen = ما لا تُظهره البيانات
