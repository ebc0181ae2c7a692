// A reporting API as the seed has one: a few reports, customers with users, some slow, some failing.
// `dotnet run --project samples/Reports.Api -- --traffic 2000` calls itself 2,000 times, so that the explorer has something to show.
using El4k.Client.AspNetCore;
using Reports.Api;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5080");
builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
builder.AddEl4k("reports");
builder.Services.AddEl4kRequestMetrics(metrics =>
{
    // A real service would take both from the token: ctx.User.FindFirst("sub")?.Value.
    metrics.User = context => Caller.User(context.Request);
    metrics.Customer = context => Caller.Customer(context.Request);
    metrics.Filter = context => !context.Request.Path.StartsWithSegments("/traffic");
});
builder.Services.AddSingleton<ReportCatalog>();
builder.Services.AddSingleton<SimulatedDatabase>();
builder.Services.AddSingleton<TrafficGenerator>();
builder.Services.AddHttpClient();

var app = builder.Build();
app.MapReports();
app.MapPost("/traffic/{count:int}", (int count, TrafficGenerator traffic, CancellationToken stop) => traffic.RunAsync(count, stop));

if (app.Configuration.GetValue<int>("traffic") is > 0 and var requests)
{
    var traffic = app.Services.GetRequiredService<TrafficGenerator>();
    app.Lifetime.ApplicationStarted.Register(() => _ = traffic.RunInBackgroundAsync(requests, app.Lifetime.ApplicationStopping));
}

app.Run();
