namespace El4k.Server.Settings;

/// <summary>The one list of the collector's settings, with Logstash's names: a row each. The options, the variables, both files, the help and the page follow from it.</summary>
internal static class SettingList
{
    public static readonly Setting PathConfig = new("path.config", SettingKind.Text, "", "Pipeline file, folder, or pattern such as conf.d/*.conf: all files sorted, as one pipeline") { Letter = "-f", IsOfPipeline = true };
    public static readonly Setting ConfigString = new("config.string", SettingKind.Text, "", "The pipeline itself; reads stdin and prints to stdout where it names no input or output") { Letter = "-e", IsOfPipeline = true };
    public static readonly Setting TestAndExit = new("config.test_and_exit", SettingKind.Switch, "false", "Only check the configuration; exit code 0 when it is valid") { Letter = "-t" };
    public static readonly Setting ReloadAutomatic = new("config.reload.automatic", SettingKind.Switch, "false", "Watch the pipeline files and reload what has changed") { Letter = "-r" };
    public static readonly Setting ReloadInterval = new("config.reload.interval", SettingKind.Time, "3s", "How often the files are looked at");
    public static readonly Setting SupportEscapes = new("config.support_escapes", SettingKind.Switch, "false", "Whether \\n, \\t and the like in strings of the pipeline stand for the character") { IsOfPipeline = true };
    public static readonly Setting EscapeStyle = new("config.field_reference.escape_style", SettingKind.Choice, "none", "How brackets in names of fields are written: percent is %5B and %5D, ampersand is &#91; and &#93;, none is not at all") { OtherOption = "--field-reference-escape-style", Choices = ["none", "percent", "ampersand"] };
    public static readonly Setting ConfigDebug = new("config.debug", SettingKind.Switch, "false", "Log, at log.level debug, which sources the pipelines were made from");
    public static readonly Setting NodeName = new("node.name", SettingKind.Text, "", "The name in the monitoring API; the host's when not given") { Letter = "-n" };
    public static readonly Setting PipelineName = new("pipeline.id", SettingKind.Text, "main", "The name of the pipeline in logs, metrics and folders") { IsOfPipeline = true };
    public static readonly Setting Workers = new("pipeline.workers", SettingKind.Count, "", "Workers that filter at the same time; as many as processors when not given") { Letter = "-w", IsOfPipeline = true };
    public static readonly Setting BatchSize = new("pipeline.batch.size", SettingKind.Count, "1000", "Events that a worker takes at a time") { Letter = "-b", IsOfPipeline = true };
    public static readonly Setting BatchDelay = new("pipeline.batch.delay", SettingKind.Milliseconds, "5", "Milliseconds that a worker waits for more events") { Letter = "-u", IsOfPipeline = true };
    public static readonly Setting Ordered = new("pipeline.ordered", SettingKind.Choice, "auto", "true filters in order too, with one worker") { IsOfPipeline = true, Choices = ["auto", "true", "false"] };
    public static readonly Setting EcsCompatibility = new("pipeline.ecs_compatibility", SettingKind.Choice, "disabled", "Which names plugins give their fields where their own ecs_compatibility says nothing: Logstash 7's, or with v1 and v8 those of the Elastic Common Schema") { IsOfPipeline = true, Choices = ["disabled", "v1", "v8"] };
    public static readonly Setting PathData = new("path.data", SettingKind.Text, "", "Folder of what must survive a restart; --data when not given");
    public static readonly Setting PathLogs = new("path.logs", SettingKind.Text, "", "Folder of a log file beside stderr; none when not given") { Letter = "-l" };
    public static readonly Setting PathSettings = new("path.settings", SettingKind.Text, "", "Folder of logstash.yml and pipelines.yml; none is read when not given");
    public static readonly Setting LevelOfLog = new("log.level", SettingKind.Choice, "info", "From which level on lines are logged") { Choices = ["trace", "debug", "info", "warn", "error", "fatal"] };
    public static readonly Setting FormatOfLog = new("log.format", SettingKind.Choice, "plain", "Lines for people, or a JSON object a line") { Choices = ["plain", "json"] };
    public static readonly Setting ApiEnabled = new("api.enabled", SettingKind.Switch, "true", "Whether the monitoring API listens") { FormerNames = ["http.enabled"] };
    public static readonly Setting ApiHost = new("api.http.host", SettingKind.Text, "127.0.0.1", "Address of the monitoring API") { FormerNames = ["http.host"] };
    public static readonly Setting ApiPort = new("api.http.port", SettingKind.Ports, "9600", "Port of the monitoring API, or a range whose first free one is taken; when not given and taken, the first free one from 9610 to 9700") { FormerNames = ["http.port"] };
    public static readonly Setting MonitoringEnabled = new("monitoring.enabled", SettingKind.Switch, "true", "Whether what pipelines counted is written every 10 s to el4k-ingest-YYYY.MM.dd of the first output to a store; the explorer's page Ingest reads it");
    public static readonly Setting QueueType = new("queue.type", SettingKind.Choice, "memory", "Where events wait for outputs: memory, or persisted on disk") { IsOfPipeline = true, Choices = ["memory", "persisted"] };
    public static readonly Setting PathQueue = new("path.queue", SettingKind.Text, "", "Folder of the disk queues, a folder below it for each pipeline; queue in the data folder when not given");
    public static readonly Setting QueueMaxBytes = new("queue.max_bytes", SettingKind.Size, "1024mb", "Bytes on disk above which inputs wait") { IsOfPipeline = true };
    public static readonly Setting QueuePageCapacity = new("queue.page_capacity", SettingKind.Size, "64mb", "Bytes of a page of the disk queue") { IsOfPipeline = true };
    public static readonly Setting QueueDrain = new("queue.drain", SettingKind.Switch, "false", "Whether a stop delivers what is in the disk queue, as far as its time goes, rather than leaving it for the next start") { IsOfPipeline = true };
    public static readonly Setting DeadLettersEnable = new("dead_letter_queue.enable", SettingKind.Switch, "true", "Whether what an output's target refuses for good is kept") { IsOfPipeline = true };
    public static readonly Setting PathDeadLetters = new("path.dead_letter_queue", SettingKind.Text, "", "Folder of the dead letters, a folder below it for each pipeline; dead-letters in the data folder when not given");
    public static readonly Setting DeadLettersMaxBytes = new("dead_letter_queue.max_bytes", SettingKind.Size, "1024mb", "Bytes of dead letters that are kept") { IsOfPipeline = true };
    public static readonly Setting DeadLettersPolicy = new("dead_letter_queue.storage_policy", SettingKind.Choice, "drop_older", "What goes when they are over their bytes") { IsOfPipeline = true, Choices = ["drop_older", "drop_newer"] };
    public static readonly Setting DeadLettersAge = new("dead_letter_queue.retain.age", SettingKind.Time, "", "How long a dead letter is kept; for ever when not given") { IsOfPipeline = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        PathConfig, ConfigString, TestAndExit, ReloadAutomatic, ReloadInterval, SupportEscapes, EscapeStyle, ConfigDebug,
        NodeName, PipelineName, Workers, BatchSize, BatchDelay, Ordered, EcsCompatibility,
        PathData, PathLogs, PathSettings, LevelOfLog, FormatOfLog, ApiEnabled, ApiHost, ApiPort, MonitoringEnabled,
        QueueType, PathQueue, QueueMaxBytes, QueuePageCapacity, QueueDrain,
        DeadLettersEnable, PathDeadLetters, DeadLettersMaxBytes, DeadLettersPolicy, DeadLettersAge,
    ];

    /// <summary>Settings of Logstash that have no use here: accepted with a warning. A name that ends in a dot stands for all below it.</summary>
    public static IReadOnlyList<string> WithoutUse { get; } =
    [
        "allow_superuser", "ssl.reload.automatic", "metric.collect", "pipeline.system", "pipeline.batch.output_chunking.",
        "pipeline.unsafe_shutdown", "pipeline.reloadable", "pipeline.recoverable", "pipeline.plugin_classloaders", "pipeline.separate_logs", "pipeline.buffer.type",
        "pipeline.batch.metrics.", "path.plugins", "interactive", "version", "help", "enable-local-plugin-development", "log.format.json.fix_duplicate_message_fields",
        "api.environment", "http.environment", "queue.max_events", "queue.checkpoint.", "queue.compression", "dead_letter_queue.flush_interval",
        "dead_letter_queue.flush_check_interval", "slowlog.", "keystore.", "monitoring.", "xpack.", "otel.", "modules", "cloud.", "jvm.", "var.",
    ];

    /// <summary>Settings that Logstash has and this version has not: an error, since going on without them would be unsafe.</summary>
    public static IReadOnlyList<string> NotYet { get; } = ["api.auth.", "api.ssl."];

    /// <summary>Whether a name is in a list of names and beginnings of names.</summary>
    public static bool IsIn(IReadOnlyList<string> names, string name) =>
        names.Any(known => known.EndsWith('.') ? name.StartsWith(known, StringComparison.Ordinal) : name == known);
}
