using System.Text;
using El4k.Store.Io;

namespace El4k.Store.Indices;

/// <summary>The file <c>store</c> in a store's folder: one line with the format's version and the store's id.</summary>
internal static class StoreIdentity
{
    private const string Magic = "EL4K-STORE";
    private const string Version = "1";

    /// <summary>Reads the id, or draws and writes one if the folder is new.</summary>
    /// <exception cref="IOException">The file is there but is not such a line.</exception>
    public static Guid ReadOrCreate(FileSystem files, string directory)
    {
        var path = Path.Combine(directory, "store");
        if (!File.Exists(path))
        {
            var id = Guid.NewGuid();
            files.Replace(path, Encoding.ASCII.GetBytes($"{Magic} {Version} {id}\n"));
            return id;
        }

        var parts = File.ReadAllText(path).Trim().Split(' ');
        if (parts.Length != 3 || parts[0] != Magic || !Guid.TryParse(parts[2], out var found))
        {
            throw new CorruptFileException(path, "content", $"expected one line \"{Magic} {Version} <id>\"");
        }

        return parts[1] == Version
            ? found
            : throw new CorruptFileException(path, "content", $"format version {parts[1]} is not known, only {Version} is");
    }
}
