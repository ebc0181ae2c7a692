using System.Security.Cryptography;
using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Network;

/// <summary>What is made of files, and made again once they have changed; what was made before is used while it cannot be. Safe for all threads.</summary>
/// <remarks>
/// The contents are compared, not the times: a renewal that replaces a link, or a folder with links, keeps the times of what it points away from. The files are looked at when
/// somebody asks, and no more often than each five seconds.
/// </remarks>
/// <typeparam name="T">What is made; never changed itself, as users of the one before go on with it.</typeparam>
internal sealed class Renewable<T>
    where T : class?
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _name;
    private readonly Func<T> _read;
    private readonly IReadOnlyList<string> _paths;
    private readonly PluginContext _plugin;
    private readonly OccasionalWarning _failures;
    private readonly Lock _looking = new();
    private volatile T _current;
    private byte[] _contents;
    private long _looked;

    /// <param name="name">What it is, for the log: "the certificate".</param>
    /// <param name="paths">The files, and folders of files, that it is made of.</param>
    /// <param name="read">Makes it; throws <see cref="PluginOptionException"/> for a file that is missing or wrong.</param>
    /// <param name="plugin">Whose it is.</param>
    /// <exception cref="PluginOptionException">A file is missing or wrong at the beginning.</exception>
    public Renewable(string name, IReadOnlyList<string> paths, Func<T> read, PluginContext plugin)
    {
        _name = name;

        // What comes through a pipe is there once: a look would take it away from whoever reads it, or wait for more.
        _paths = paths.Any(path => FileStatus.TryRead(path, out var status) && status.IsPipe) ? [] : paths;
        _read = read;
        _plugin = plugin;
        _failures = new OccasionalWarning(plugin.Log, plugin.Clock);

        // Before they are read: a change in between is seen at the next look.
        _contents = Contents();
        _current = read();
        _looked = plugin.Clock.GetTimestamp();
    }

    /// <summary>What the files last said. One of those who ask looks at them; the others do not wait for it.</summary>
    public T Current
    {
        get
        {
            if (_paths.Count > 0 && IsDue() && _looking.TryEnter())
            {
                try
                {
                    Look();
                }
                finally
                {
                    _looking.Exit();
                }
            }

            return _current;
        }
    }

    private bool IsDue() => _plugin.Clock.GetElapsedTime(Volatile.Read(ref _looked)) >= Interval;

    private void Look()
    {
        if (!IsDue())
        {
            return;
        }

        var contents = Contents();
        if (!contents.AsSpan().SequenceEqual(_contents))
        {
            try
            {
                _current = _read();
                _contents = contents;
                _plugin.Log.Info($"The files of {_name} have changed: new connections get what they say now.");
            }
            catch (Exception failure)
            {
                // Such as a certificate whose key is not written yet, or a folder that is taken away meanwhile; looked at again next time.
                var wrong = failure is PluginOptionException { Option: var option } ? $"{option}: {failure.Message}" : failure.Message.TrimEnd('.');
                _failures.Write($"The files of {_name} have changed and cannot be used: {wrong}. New connections get what was read before.");
            }
        }

        Volatile.Write(ref _looked, _plugin.Clock.GetTimestamp());
    }

    private byte[] Contents()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in _paths)
        {
            try
            {
                string[] files = Directory.Exists(path) ? Directory.GetFiles(path) : [path];
                foreach (var file in files.Order(StringComparer.Ordinal))
                {
                    hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // That it is away is a change like any other; whoever reads it says so.
                hash.AppendData([0]);
            }
        }

        return hash.GetHashAndReset();
    }
}
