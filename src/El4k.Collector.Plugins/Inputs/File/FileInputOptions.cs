namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The options of the input <c>file</c>.</summary>
internal sealed record FileInputOptions
{
    /// <summary>The files to read: absolute paths, also patterns with <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>{one,two}</c> and <c>**</c>.</summary>
    /// <example>path => ["/var/log/apache2/*.log"]</example>
    [Option("path", IsRequired = true)]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Names of files to leave out, as patterns without a folder.</summary>
    /// <example>exclude => "*.gz"</example>
    [Option("exclude")]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>How files are looked at: <c>tail</c> follows files that grow, <c>read</c> takes them as complete.</summary>
    [Option("mode")]
    public ReadingMode Mode { get; init; } = ReadingMode.Tail;

    /// <summary>Where a file is read from that is there at the first start and has no position yet; for <c>tail</c>.</summary>
    [Option("start_position")]
    public StartPosition StartPosition { get; init; } = StartPosition.End;

    /// <summary>What ends a line, for a codec that reads lines; another than a newline overrides the codec's own option.</summary>
    [Option("delimiter")]
    public string Delimiter { get; init; } = "\n";

    /// <summary>The file that keeps how far each file has been delivered, in Logstash's format; by default one below the data folder, named after the paths.</summary>
    [Option("sincedb_path")]
    public string? SincedbPath { get; init; }

    /// <summary>The time between two writes of that file; a number counts seconds.</summary>
    [Option("sincedb_write_interval")]
    public string SincedbWriteInterval { get; init; } = "15";

    /// <summary>The time after which the position of a file that was not read any more is forgotten; a number counts days.</summary>
    [Option("sincedb_clean_after")]
    public string SincedbCleanAfter { get; init; } = "14";

    /// <summary>The time between two looks whether a file has grown; a number counts seconds.</summary>
    [Option("stat_interval")]
    public string StatInterval { get; init; } = "1";

    /// <summary>After how many of these looks new files are looked for.</summary>
    [Option("discover_interval")]
    public int DiscoverInterval { get; init; } = 15;

    /// <summary>The age, since their last change, at which files are passed over until they change; a number counts seconds.</summary>
    /// <example>ignore_older => "2 days"</example>
    [Option("ignore_older")]
    public string? IgnoreOlder { get; init; }

    /// <summary>The time after which a file that does not grow is closed until it does; a number counts seconds. For <c>tail</c>.</summary>
    [Option("close_older")]
    public string CloseOlder { get; init; } = "3600";

    /// <summary>How many files may be open at a time.</summary>
    [Option("max_open_files")]
    public int MaxOpenFiles { get; init; } = 4095;

    /// <summary>How many bytes are read at a time.</summary>
    [Option("file_chunk_size")]
    public int FileChunkSize { get; init; } = 32 * 1024;

    /// <summary>How many such pieces are read from a file before the next file has its turn; by default all there are.</summary>
    [Option("file_chunk_count")]
    public long FileChunkCount { get; init; } = 4_611_686_018_427_387_903;

    /// <summary>By what files are ordered before they are read.</summary>
    [Option("file_sort_by")]
    public FileOrder FileSortBy { get; init; } = FileOrder.LastModified;

    /// <summary>Which end of that order comes first.</summary>
    [Option("file_sort_direction")]
    public FileDirection FileSortDirection { get; init; } = FileDirection.Asc;

    /// <summary>What happens to a file once all of its events are delivered, for <c>read</c>. Logstash deletes it unless told otherwise; here it stays.</summary>
    [Option("file_completed_action")]
    public FileCompletedAction FileCompletedAction { get; init; } = FileCompletedAction.Keep;

    /// <summary>The log for the paths of files that have been read.</summary>
    [Option("file_completed_log_path")]
    public string? FileCompletedLogPath { get; init; }

    /// <summary>Whether the input ends once all files have been read and delivered; for <c>read</c>.</summary>
    [Option("exit_after_read")]
    public bool ExitAfterRead { get; init; }

    /// <summary>Whether a packed file is unpacked to its end before the first of its lines is taken, so that a damaged one gives none; for <c>read</c>.</summary>
    [Option("check_archive_validity")]
    public bool CheckArchiveValidity { get; init; }
}
