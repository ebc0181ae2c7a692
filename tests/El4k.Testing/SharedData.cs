using System.Diagnostics.CodeAnalysis;

namespace El4k.Testing;

/// <summary>Finds third-party data that lies beside the checkout, in a folder <c>shared</c>, because it is not ours to commit.</summary>
public static class SharedData
{
    /// <summary>Looks for <c>shared/<paramref name="path"/></c> in every folder above the tests.</summary>
    /// <returns>False, after saying so on the console, when it is not there; the test then has nothing to test.</returns>
    public static bool TryFind(string path, [NotNullWhen(true)] out string? found)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            found = Path.Combine(folder.FullName, "shared", path);
            if (File.Exists(found))
            {
                return true;
            }
        }

        Console.WriteLine($"NOT RUN: a test needs shared/{path}, which is in no folder above {AppContext.BaseDirectory}.");
        found = null;
        return false;
    }
}
