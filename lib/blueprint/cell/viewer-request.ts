/**
 * Runs at the edge before the cache, for requests to the player app: a path without a file extension is a screen
 * of the player, whose one document is `/index.html`. It is text, because CloudFront compiles it and because a
 * compiled blueprint has no files beside it.
 */
export const VIEWER_REQUEST_CODE = `function handler(event) {
  const request = event.request;
  const file = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!file.includes('.')) {
    request.uri = '/index.html';
  }
  return request;
}
`;
