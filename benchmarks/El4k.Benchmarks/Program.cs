using System.Text.Json;
using BenchmarkDotNet.Running;
using El4k.Benchmarks.EndToEnd;

// `end-to-end PROGRAM [EVENTS]` measures the real program; anything else goes to BenchmarkDotNet (`--filter '*'`).
if (args is ["end-to-end", var program, ..])
{
    var row = await EndToEndRun.RunAsync(program, args.Length > 2 ? long.Parse(args[2]) : 1_000_000);
    Console.WriteLine(row.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
