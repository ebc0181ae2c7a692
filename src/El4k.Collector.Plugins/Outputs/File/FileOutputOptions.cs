using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>The options of the output <c>file</c>.</summary>
internal sealed record FileOutputOptions
{
    /// <summary>The file of each event; its first folder must be fixed.</summary>
    /// <example>path => "/var/log/el4k/%{service}/%{+YYYY-MM-dd}.json"</example>
    [Option("path", IsRequired = true)]
    public StringFormat Path { get; init; } = StringFormat.Parse("");

    /// <summary>The seconds between two times that written files are made safe against a loss of power; 0 does it before every acknowledgement.</summary>
    [Option("flush_interval")]
    public double FlushInterval { get; init; } = 2;

    /// <summary>Whether files are packed by gzip.</summary>
    [Option("gzip")]
    public bool Gzip { get; init; }

    /// <summary>The name of the file, below the fixed part of the path, for events whose own path cannot be.</summary>
    [Option("filename_failure")]
    public string FilenameFailure { get; init; } = "_filepath_failures";

    /// <summary>Whether files that are not there are made; without it their events go to <c>filename_failure</c>.</summary>
    [Option("create_if_deleted")]
    public bool CreateIfDeleted { get; init; } = true;

    /// <summary>The mode of folders that are made, such as 0750; -1 is the system's default.</summary>
    [Option("dir_mode")]
    public int DirMode { get; init; } = -1;

    /// <summary>The mode of files that are made, such as 0640; -1 is the system's default.</summary>
    [Option("file_mode")]
    public int FileMode { get; init; } = -1;

    /// <summary>What becomes of what is in a file already: <c>append</c>, or <c>overwrite</c>, which keeps the latest event only.</summary>
    [Option("write_behavior")]
    public WriteBehavior WriteBehavior { get; init; } = WriteBehavior.Append;
}
