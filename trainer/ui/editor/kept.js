// Which texts only this browser has: kept by the boxes (editor.js), not yet settled by the server.

export default function ({ data, setStateValue, parentElement }) {
  const start = "trainer:kept:"
  let names = []
  try {
    names = Object.keys(localStorage).filter(name => name.startsWith(start + data.prefix)).sort()
  } catch { /* a browser that keeps nothing has nothing to tell */ }
  names = names.map(name => name.slice(start.length))
  const told = parentElement.querySelector("span")
  told.dataset.names ??= "[]"
  if (told.dataset.names === JSON.stringify(names)) return
  told.dataset.names = JSON.stringify(names)
  setStateValue("names", names)
}
