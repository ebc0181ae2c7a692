namespace El4k.EndToEnd.Tests.Support;

/// <summary>Third-party data that lies beside the checkout and is never part of it.</summary>
internal static class SharedData
{
    /// <returns>Null, after saying so, when the file is not there.</returns>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Console.WriteLine($"NOT RUN: shared/data/{name} is not beside the checkout; this test needs it.");
        return null;
    }
}
