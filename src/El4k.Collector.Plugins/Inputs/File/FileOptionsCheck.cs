namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Checks what the types of the options of <c>file</c> do not.</summary>
internal static class FileOptionsCheck
{
    private const int MostChunkBytes = 16 * 1024 * 1024;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static void Check(FileInputOptions options)
    {
        foreach (var path in options.Paths)
        {
            if (!Path.IsPathRooted(path))
            {
                throw new PluginOptionException("path", $"\"{path}\" is not absolute; begin it with / so that it means the same wherever the program is started");
            }
        }

        if (options.Delimiter.Length == 0)
        {
            throw new PluginOptionException("delimiter", "the delimiter must not be empty; leave the option out for a newline");
        }

        if (options.FileCompletedAction is FileCompletedAction.Log or FileCompletedAction.LogAndDelete && options.FileCompletedLogPath is null)
        {
            throw new PluginOptionException("file_completed_log_path", "file_completed_action asks for a log: give its path");
        }

        CheckPositive("discover_interval", options.DiscoverInterval);
        CheckPositive("max_open_files", options.MaxOpenFiles);
        CheckPositive("file_chunk_size", options.FileChunkSize);
        CheckPositive("file_chunk_count", options.FileChunkCount);
        if (options.FileChunkSize > MostChunkBytes)
        {
            throw new PluginOptionException("file_chunk_size", $"the pieces must not be larger than {MostChunkBytes} bytes: more at a time is not faster");
        }
    }

    /// <exception cref="PluginOptionException">The pattern is broken.</exception>
    public static PathGlob Glob(string option, string pattern)
    {
        try
        {
            return new PathGlob(pattern);
        }
        catch (ArgumentException broken)
        {
            throw new PluginOptionException(option, $"\"{pattern}\" is not a pattern for paths: {broken.Message}");
        }
    }

    private static void CheckPositive(string option, long value)
    {
        if (value <= 0)
        {
            throw new PluginOptionException(option, $"{value} is too small; it must be at least 1");
        }
    }
}
