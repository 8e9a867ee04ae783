//! The Danish help of each command and argument, beside the English in their doc comments.

/// What is said of a command, or of one of its arguments.
pub(super) struct Words {
    /// The command; blank where all commands have the argument.
    pub(super) command: &'static str,
    /// The argument's id; blank for the command itself.
    pub(super) argument: &'static str,
    /// What stands for its value; blank where that is as in English, or it has none.
    pub(super) value: &'static str,
    /// In a line.
    pub(super) short: &'static str,
    /// What follows that in the whole help.
    pub(super) long: &'static str,
}

macro_rules! words {
    ($($command:literal $argument:literal $value:literal $short:literal $long:literal)+) => {
        pub(super) static WORDS: &[Words] = &[$(Words {
            command: $command,
            argument: $argument,
            value: $value,
            short: $short,
            long: $long,
        }),+];
    };
}

words! {
    "budgetnotat" "" "" "Læser og afstemmer kommunale budgetnotater, og laver PDF af dem" ""
    "" "lang" "SPROG" "Beskedernes sprog: da (dansk, hvis intet er sagt) eller en (engelsk)" ""
    "check" "" "" "Efterprøv, at alle summer og alle tabeller om de samme penge stemmer"
        "Læser notater, runder eller mapper (alt under notes/, hvis intet er nævnt) og viser alle fund på én gang. Afslutningskode: 0 intet galt, 1 fund, 2 kunne ikke køre."
    "check" "paths" "NOTAT" "Notaters id'er, filer, runder eller mapper" ""
    "check" "format" "FORMAT" "Hvordan fund vises: human (med filens linjer, hvis intet er sagt), short, json, github, gitlab, sarif eller junit"
        "human: med filens linjer. short: en linje hver. json: ét JSON-objekt. github: markeringer i GitHub Actions. gitlab: Code Quality-rapport til GitLab. sarif: SARIF 2.1.0. junit: som en testrapport i XML."
    "check" "since" "REV" "Kun det, der er ændret siden en version i git, og det, der afhænger af det"
        "Et ændret notat og dem, der henviser til det; hele runden, hvis dens runde.toml er ændret; alt, hvis kommune.toml er. Det, der ikke er committet, regnes for ændret."
    "check" "watch" "" "Efterprøv igen, hver gang noget gemmes, indtil Ctrl-C" ""
    "check" "strict" "" "Slut også med kode 1, når der er advarsler" ""
    "check" "unverified" "" "Vis de tal, som intet andet tal kunne modsige, og hvorfor" ""
    "check" "jobs" "N" "Hvor mange notater der læses ad gangen (ellers et for hver processor)" ""
    "build" "" "" "Efterprøv notater, udfyld summerne, og lav en PDF af hvert notat og hver pakke"
        "Et notat med en fejl bliver ikke bygget, men de andre gør; så er afslutningskoden 1. En pakke bygges, når den og alle dens notater er uden fejl. PDF'erne følger PDF/UA-1 og PDF/A-3a."
    "build" "paths" "NOTAT" "Notaters id'er, pakker, filer, runder eller mapper" ""
    "build" "out" "MAPPE" "Mappen til PDF'erne (ellers out/ ved siden af notes/)" ""
    "build" "draft" "" "Byg også notater med fejl, mærket UDKAST og med de omstridte tal markeret" ""
    "build" "force" "" "Byg også notater, der ikke er ændret"
        "Et notat er ikke ændret, når dets kilder, skabelonerne, skrifterne og programmet er de samme."
    "build" "jobs" "N" "Hvor mange notater der sættes ad gangen (ellers et for hver processor)" ""
    "build" "timeout" "SEKUNDER" "Så længe må et notat være om at blive sat (ellers 120)"
        "En skabelon kan blive ved i det uendelige og kan ikke standses: så slutter programmet med kode 2."
    "build" "outputs" "LISTE" "Hvad der laves af hvert: pdf og tallene som xlsx, csv eller json (ellers kun pdf)" ""
    "compare" "" "" "Vis, hvilke sider der ser anderledes ud efter en ændring i git, side om side"
        "Tegner hvert notat, som det var i en version i git, og som det er nu, hver side med sine egne skabeloner og skrifter. En linje for hvert notat, der er anderledes, og siderne før og efter i out/sammenligning/index.html. Afslutningskode: 0 ingen forskel, 1 forskelle, 2 kunne ikke køre."
    "compare" "base" "REV" "Den version i git, der sammenlignes med: en gren, et mærke, HEAD" ""
    "compare" "paths" "NOTAT" "Notater, runder eller mapper" ""
    "compare" "head" "REV" "Sammenlign med denne version i stedet for med mappen, som den er" ""
    "compare" "out" "MAPPE" "Mappen til rapportens mappe (ellers out/ ved siden af notes/)" ""
    "changes" "" "" "Vis, hvad der er ændret i kroner mellem to versioner i git, og hvorfor"
        "Efter notat, udvalg, bevilling, styringsområde og år: før, efter og forskel. Linjerne giver tilsammen forskellen i hver sum, og det regnes efter. Også hvad der er ændret i tekster, andre tal, rammer og pakker. Afslutningskode: 0 alt er forklaret, 1 et notat har fejl, så dets linjer er uafklarede, 2 kunne ikke køre."
    "changes" "base" "REV" "Den version i git, der regnes fra: en gren, et mærke, HEAD~3" ""
    "changes" "rest" "REV|NOTAT" "Den version, der regnes til (ellers mappen, som den er), og derefter notater, pakker, runder eller mapper" ""
    "changes" "format" "FORMAT" "Hvordan det vises: human (tabeller, hvis intet er sagt), json eller csv" ""
    "changes" "out" "MAPPE" "Skriv også aendringer.pdf og aendringer.xlsx i denne mappe" ""
    "rettelsesblad" "" "" "Lav et rettelsesblad: hvad der stod på tryk, hvad der skal stå, og hvad der følger af det"
        "Et blad for hvert notat, der er trykt anderledes end i en version i git: side, tabel, række og år, og de summer, der ændres som følge af det. Er intet trykt anderledes, laves der intet blad. Afslutningskode: 0 alt gik godt, 1 et notat har fejl, så dets blad ikke kan laves, 2 kunne ikke køre."
    "rettelsesblad" "base" "REV" "Den version i git, der rettes: den, der er sendt ud" ""
    "rettelsesblad" "paths" "NOTAT" "Notater, runder eller mapper (ellers alle)" ""
    "rettelsesblad" "out" "MAPPE" "Mappen til bladene (ellers out/ ved siden af notes/)" ""
    "explain" "" "" "Vis en regels side; uden en regel vises listen over dem" ""
    "explain" "rule" "REGEL" "Reglens navn, som det står i et fund" ""
    "figures" "" "" "Vis alle beløb i teksten, og hvilket tal der står bag dem"
        "Beløb, der er hentet, beløb, som et tal eller en enkel sum i notatet svarer til, andres beløb og beløb, som intet svarer til."
    "figures" "notes" "NOTAT" "Notaters id'er, filer, runder eller mapper" ""
    "figures" "format" "FORMAT" "Hvordan de vises: human (en linje hver, hvis intet er sagt) eller json" ""
    "fmt" "" "" "Giv notater, runder og kommunens fil samme opsætning: nøglernes rækkefølge, `10_000`, tomme linjer"
        "Kommentarer bliver stående, og betydningen er den samme. Filer, der ikke kan læses, røres ikke, og de nævnes. Afslutningskode: 0 alle er, som de skal være, 1 nogle ville blive ændret (med --check), 2 nogle kunne ikke læses."
    "fmt" "paths" "FIL" "Filer eller mapper (ellers alt under notes/)" ""
    "fmt" "check" "" "Ændr intet: nævn hver fil, der ville blive ændret, og vis hvordan" ""
    "fmt" "raekker" "" "Skriv notaters tabeller i linjer (raekker) i stedet for [[tabel.post]]" ""
    "fmt" "poster" "" "Skriv notaters tabeller som [[tabel.post]] i stedet for i linjer" ""
    "fmt" "tabel" "ID" "Sammen med --raekker eller --poster: kun tabellen med det id" ""
    "init" "" "" "Lav en lille kommune at begynde med, som kan efterprøves og bygges"
        "Overskriver aldrig noget: er der en i forvejen, bliver intet skrevet."
    "init" "dir" "MAPPE" "Projektets mappe (ellers den, du står i)" ""
    "merge-driver" "" "" "Flet to ændrede versioner af et notat efter betydning; det er git, der kalder den"
        "git kalder den med filer, som git selv har lavet: se docs/fletning.md. Resultatet skrives oven i OURS. Afslutningskode: 0 flettet, 1 begge har ændret det samme tal eller den samme tekst, som er mærket i filen, 2 kunne ikke køre."
    "merge-driver" "base" "BASE" "Den fælles version (%O)" ""
    "merge-driver" "ours" "OURS" "Vores version, som resultatet skrives oven i (%A)" ""
    "merge-driver" "theirs" "THEIRS" "Deres version (%B)" ""
    "merge-driver" "path" "STI" "Filens sti i projektet (%P)" ""
    "merge-driver" "marks" "ANTAL" "Hvor mange tegn en konflikt mærkes med (%L; ellers 7)" ""
    "merge-driver" "marked" "FIL" "Flet efter betydning en fil, som git har sat sine konfliktmærker i, fordi ingen driver kørte" ""
    "new" "" "" "Lav et notat, der allerede kan efterprøves, med sin types afsnit og rundens år"
        "Laver også runden, hvis den mangler. Kommentarer i notatet siger, hvad der hører til hvor. Overskriver aldrig noget."
    "new" "id" "ID" "Notatets id, som det trykkes: BI8" ""
    "new" "round" "RUNDE" "Rundens mappe: budget-2027" ""
    "new" "kind" "TYPE" "Dokumenttypen (ellers budgetnotat)" ""
    "new" "title" "TITEL" "Notatets titel" ""
    "new" "administration" "KODE" "Den forvaltning, der skriver det (ellers kommunens første)" ""
    "rammer" "" "" "Vis, hvad pakkerne bruger af rundens rammer: en linje for hver ramme og hvert år"
        "Flere pakker i en runde lægges også sammen: et notat, der er i to af dem, tæller én gang, og det siges. Fejl vises nedenunder, som check viser dem. Afslutningskode: 0 intet galt, 1 fund, 2 kunne ikke køre."
    "rammer" "paths" "PAKKE" "Pakkers navne, filer, runder eller mapper (ellers alt under notes/)" ""
    "rammer" "format" "FORMAT" "Hvordan de vises: human (en linje hver, hvis intet er sagt) eller json" ""
    "rammer" "strict" "" "Slut også med kode 1, når der er advarsler, fx om en overskredet ramme" ""
    "schema" "" "" "Vis et filslags JSON Schema, til editorer; --write lægger dem ved notaterne"
        "I et projekt foreslås kommunens egne navne og koder som værdier. Uden for et er skemaet uden dem."
    "schema" "file" "FIL" "Den slags fil, hvis skema vises: kommune, runde, rammer, andetsteds, note eller pakke" ""
    "schema" "round" "RUNDE" "Den runde, hvis år, navne og aftaler foreslås: budget-2027 (ellers alle års)" ""
    "schema" "write" "" "Skriv alle projektets skemaer igen, hvor dets filer leder efter dem" ""
    "schema" "check" "" "Sig, hvilke af projektets skemaer der ikke er, som de skal være" ""
    "unpack" "" "" "Læg de filer, en PDF har vedhæftet, i en tom mappe, hvor `build` kan bygge den igen"
        "Bygget af det samme program med de samme skabeloner og skrifter bliver PDF'en den samme, byte for byte, medmindre kopier uden kommentarer var vedhæftet: det siges."
    "unpack" "pdf" "PDF" "En PDF, som `build` har lavet" ""
    "unpack" "dir" "MAPPE" "Mappen: den laves, hvis den mangler, og skal ellers være tom" ""
}
