namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>One way to look at a file.</summary>
internal interface IFileMode
{
    /// <summary>Looks at a file once and reads what is to be read of it now.</summary>
    /// <returns>Whether there is more to read at once.</returns>
    /// <exception cref="IOException">The file cannot be read; it is tried again.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read; it is tried again.</exception>
    Task<bool> LookAsync(WatchedFile file, CancellationToken stop);
}
