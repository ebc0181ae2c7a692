using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace El4k.Client.AspNetCore.Requests;

/// <summary>Measures each request and sends it as a metric of kind <c>request</c> when it is over.</summary>
/// <remarks>Sees exceptions and lets them pass: status 500 is recorded, or 499 when the caller went away.</remarks>
internal sealed class RequestMetricsMiddleware(RequestDelegate next, El4kClient client, IOptions<El4kRequestMetricsOptions> options)
{
    private const string Kind = "request";
    private const int StatusWhenAborted = 499;

    private readonly El4kRequestMetricsOptions _options = options.Value;

    public Task InvokeAsync(HttpContext context) =>
        client.IsEnabled && IsWanted(context) ? MeasureAsync(context) : next(context);

    private async Task MeasureAsync(HttpContext context)
    {
        var started = client.Time.GetTimestamp();
        var metrics = new El4kMetrics(client.Time);
        El4kMetrics.Current = metrics;
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            var aborted = exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested;
            Send(context, metrics, started, aborted ? StatusWhenAborted : StatusCodes.Status500InternalServerError, !aborted);
            throw;
        }

        var status = context.Response.StatusCode;
        Send(context, metrics, started, status, status >= StatusCodes.Status500InternalServerError);
    }

    private void Send(HttpContext context, El4kMetrics metrics, long started, int status, bool failed)
    {
        var elapsed = client.Time.GetElapsedTime(started);
        var buffer = default(FieldBuffer);
        Span<El4kField> fields = buffer;
        var count = 0;
        fields[count++] = ("route", RouteName.Of(context));
        fields[count++] = ("report", Ask(_options.Report, context));
        fields[count++] = ("customer", Ask(_options.Customer, context));
        fields[count++] = ("user", Ask(_options.User, context));
        fields[count++] = ("status", status);
        fields[count++] = ("duration", (long)elapsed.TotalMilliseconds);
        fields[count++] = ("method", context.Request.Method);
        fields[count++] = ("failed", failed);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            fields[count++] = ("trace_id", activity.TraceId.ToHexString());
        }

        // What the endpoint set comes last: of equal names the last is sent.
        count += metrics.CopyTo(fields[count..]);
        client.WriteMetric(Kind, client.Time.GetUtcNow().UtcTicks, [], fields[..count]);
    }

    private string? Ask(Func<HttpContext, string?>? question, HttpContext context)
    {
        try
        {
            return question?.Invoke(context);
        }
        catch (Exception)
        {
            client.CountCallerFailure();
            return null;
        }
    }

    private bool IsWanted(HttpContext context)
    {
        try
        {
            return _options.Filter?.Invoke(context) ?? true;
        }
        catch (Exception)
        {
            client.CountCallerFailure();
            return true;
        }
    }

    [InlineArray(40)]
    private struct FieldBuffer
    {
        private El4kField _first;
    }
}
