namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The options of the input <c>file</c>.</summary>
[IgnoredOptions("start_position", "close_older", "max_open_files", "file_chunk_size", "file_chunk_count", "discover_interval", "check_archive_validity")]
[NotYetOptions("file_sort_by", "file_sort_direction", "ignore_older")]
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

    /// <summary>How files are looked at: <c>read</c> takes them as complete. <c>tail</c>, Logstash's default, is not yet supported, so the option must be given.</summary>
    [Option("mode", NotYet = ["tail"])]
    public ReadingMode Mode { get; init; } = ReadingMode.Tail;

    /// <summary>What ends a line.</summary>
    [Option("delimiter")]
    public string Delimiter { get; init; } = "\n";

    /// <summary>The file that keeps how far each file has been read; by default one below the data folder, named after the paths.</summary>
    [Option("sincedb_path")]
    public string? SincedbPath { get; init; }

    /// <summary>The seconds between two writes of that file.</summary>
    [Option("sincedb_write_interval")]
    public double SincedbWriteInterval { get; init; } = 15;

    /// <summary>The days after which a file that was not read any more is forgotten.</summary>
    [Option("sincedb_clean_after")]
    public double SincedbCleanAfter { get; init; } = 14;

    /// <summary>The seconds between two looks for new files.</summary>
    [Option("stat_interval")]
    public double StatInterval { get; init; } = 1;

    /// <summary>What happens to a file once all of its events are delivered. Logstash deletes it unless told otherwise; here it stays.</summary>
    [Option("file_completed_action")]
    public FileCompletedAction FileCompletedAction { get; init; } = FileCompletedAction.Keep;

    /// <summary>The log for the paths of files that have been read.</summary>
    [Option("file_completed_log_path")]
    public string? FileCompletedLogPath { get; init; }

    /// <summary>Whether the input ends once all files have been read and delivered.</summary>
    [Option("exit_after_read")]
    public bool ExitAfterRead { get; init; }
}
