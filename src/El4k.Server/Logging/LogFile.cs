using System.Text;

namespace El4k.Server.Logging;

/// <summary>The log as a file in the folder <c>path.logs</c>; over its bound it becomes <c>NAME.1</c> and a new one begins. Safe for all threads.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Bytes after which a file is put aside; with the one before it the log takes twice as much at most.</summary>
    public const long MaxBytes = 100L << 20;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _maxBytes;
    private FileStream _file;

    /// <exception cref="IOException">The folder or file cannot be made.</exception>
    public LogFile(string path, long maxBytes = MaxBytes)
    {
        _path = path;
        _maxBytes = maxBytes;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = Open();
    }

    /// <summary>Writes a line. A disk that is full or gone costs lines of the file, never the program: the screen has them too.</summary>
    public void WriteLine(string line)
    {
        lock (_gate)
        {
            try
            {
                if (_file.Length >= _maxBytes)
                {
                    _file.Dispose();
                    File.Move(_path, _path + ".1", overwrite: true);
                    _file = Open();
                }

                _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                Console.Error.WriteLine($"el4k: cannot write the log file {_path}: {e.Message}");
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private FileStream Open() => new(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
}
